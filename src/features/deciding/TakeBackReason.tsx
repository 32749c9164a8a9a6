// D48 My own reason, taken back: what that means is said first, since it cannot be put back.
import type { DecisionView } from "@fogata/domain";
import { createSignal, Show } from "solid-js";
import { decidingWords } from "../../text/en-deciding.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { useGroup } from "../group/context.tsx";
import type { Saying } from "./saying.tsx";
import { isOpen, myself } from "./states.tsx";

const words = decidingWords.takingBack;

export function TakeBackReason(props: { view: DecisionView; saying: Saying }) {
  const group = useGroup();
  const [asking, setAsking] = createSignal(false);
  const hasWords = () => {
    const said = (myself(group, props.view)?.trail ?? []).some(({ reason, pin }) => reason !== "" || pin !== null);
    const back = props.view.callBacks.some(({ by, reason }) => by === group.me().member && reason !== "");
    return group.writes() && (said || back);
  };
  async function takeBack() {
    await props.saying.say(() => group.questions.takeBackReason(props.view.proposal), words.done);
    setAsking(false);
  }
  return (
    <Show when={hasWords()}>
      <div class="actions no-print">
        <Button kind="quiet" onPress={() => setAsking(true)}>
          {words.takeBack}
        </Button>
      </div>
      <Dialog open={asking()} title={words.sure} onClose={() => setAsking(false)}>
        <div class="stack">
          <p>{words.what}</p>
          <p>{isOpen(props.view) ? words.whileOpen : words.onceDecided}</p>
          <p>{words.stays}</p>
          <div class="actions fill">
            <Button kind="main" busy={props.saying.busy()} onPress={() => void takeBack()}>
              {words.do}
            </Button>
            <Button kind="quiet" onPress={() => setAsking(false)}>
              {words.keep}
            </Button>
          </div>
        </div>
      </Dialog>
    </Show>
  );
}
