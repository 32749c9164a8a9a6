// Another of my devices: a link for it, then four words on both, then it is in. All in one place, since both are at hand.
import { invitationWords } from "../../text/en-invitations.ts";
import { text } from "../../text/index.ts";
import { createClock } from "../../ui/clock.ts";
import { LetIn } from "../people/LetIn.tsx";

const words = invitationWords.device;
/** Long enough to find the other device's charger, short enough to be forgotten without harm. */
const hours = 24;

export function AddDevice(props: { open: boolean; onClose: () => void }) {
  const now = createClock();
  return (
    <LetIn
      open={props.open}
      title={words.addTitle}
      options={{ purpose: { kind: "device" }, hours }}
      intro={
        <>
          <p>{words.addWhat}</p>
          <p class="soft">{words.addAlone}</p>
        </>
      }
      label={words.addLink}
      qr={words.addQr}
      until={(at) => words.addUntil(text.words.untilMoment(at, now()))}
      waits={words.addWaits}
      compare={words.addCompare}
      done={words.addDone}
      onClose={props.onClose}
    />
  );
}
