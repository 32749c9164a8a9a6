// A page without a group: the first screen, starting, joining, and what went wrong.
import type { JSX } from "solid-js";
import { text } from "../text/index.ts";
import { Mark } from "./Mark.tsx";

/** `home`: the way back to the first screen, where there is one. */
export function PlainPage(props: { home?: string; children: JSX.Element }) {
  return (
    <>
      <a class="skip" href="#main" rel="external">
        {text.skip}
      </a>
      <div class="plain-page">
        <header class="plain-head">
          {props.home === undefined ? (
            <p class="brand">
              <Mark /> {text.name}
            </p>
          ) : (
            <a class="brand" href={props.home}>
              <Mark /> {text.name}
              <span class="hide">: {text.yourGroups}</span>
            </a>
          )}
        </header>
        <main id="main" class="stack looser" tabindex="-1">
          {props.children}
        </main>
      </div>
    </>
  );
}
