// The question itself: what a sheet is good for, make one, or not now.
import { enRecovery } from "../../text/en-recovery.ts";
import { Button } from "../../ui/Button.tsx";

const words = enRecovery.ask;

export function SheetQuestion(props: { group: string; onLater(): void }) {
  return (
    <section class="section" aria-labelledby="sheet-ask">
      <h2 id="sheet-ask">{words.title}</h2>
      <p>{words.what}</p>
      <div class="actions">
        <a class="btn" href={`/g/${props.group}/sheet`}>
          {words.make}
        </a>
        <Button kind="quiet" onPress={props.onLater}>
          {words.later}
        </Button>
      </div>
    </section>
  );
}
