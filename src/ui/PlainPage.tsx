// A page without a group: the first screen, starting, joining, and what went wrong.
import { type JSX, Show } from "solid-js";
import { text } from "../text/index.ts";
import { useWorkspace } from "../workspace/context.tsx";
import { Mark } from "./Mark.tsx";
import { StatusLine } from "./StatusLine.tsx";

/** `home`: the way back to the first screen, where there is one. `stopped`: nothing can be saved just now. */
export function PlainPage(props: { home?: string; stopped?: boolean; children: JSX.Element }) {
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
            <a class="brand" href={props.home} aria-label={`${text.name}: ${text.nav.backToGroups}`}>
              <Mark /> {text.name}
            </a>
          )}
          <Show when={!props.stopped}>
            <Status />
          </Show>
        </header>
        <main id="main" class="stack looser" tabindex="-1">
          {props.children}
        </main>
      </div>
    </>
  );
}

/** Asked for only where it is shown: a locked device has no workspace yet. */
function Status() {
  const workspace = useWorkspace();
  return <StatusLine status={workspace.status()} />;
}
