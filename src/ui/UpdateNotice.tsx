// A word in passing: a new version is here, and can wait.
import { text } from "../text/index.ts";
import { Button } from "./Button.tsx";

export function UpdateNotice(props: { onUse: () => void; onLater: () => void }) {
  return (
    <section class="notice" aria-label={text.update.ready}>
      <p aria-live="polite">{text.update.ready}</p>
      <div class="actions">
        <Button onPress={props.onUse}>{text.update.use}</Button>
        <Button onPress={props.onLater}>{text.update.later}</Button>
      </div>
    </section>
  );
}
