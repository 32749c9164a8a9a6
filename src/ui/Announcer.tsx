// Says something aloud to those who do not see it appear. It must be on the page before it has anything to say.
import type { Accessor } from "solid-js";

export function Announcer(props: { words: Accessor<string> }) {
  return (
    <p class="hide" aria-live="polite">
      {props.words()}
    </p>
  );
}
