// The last letter of somebody who goes from a founding: taken to the rendezvous as far as the relay is there to hear it, so
// that nobody waits for them. Whoever goes does not wait for it.
import type { DeviceKeys, InvitationLink, Primitives } from "@fogata/keys";
import { leavingLetter } from "./founding-list.ts";
import type { Bytes, Clock } from "./ports.ts";
import { sameBytes } from "./record.ts";
import type { Rendezvous } from "./rendezvous.ts";

/** Nobody is kept waiting for a relay that is away. */
const goingMs = 10_000;

export function createGoings({ p, clock }: { p: Primitives; clock: Clock }) {
  const going = new Map<() => void, Bytes>();
  return {
    /** S103 */
    async say(o: { link: InvitationLink; device: DeviceKeys; rendezvous: Rendezvous }): Promise<void> {
      const letter = await leavingLetter(p, o);
      const over = () => {
        cancel();
        going.delete(over);
        o.rendezvous.leave();
      };
      const cancel = clock.after(goingMs, over);
      going.set(over, letter);
      o.rendezvous.post(letter);
    },
    /** True if that was such a letter: nothing more is waited for. */
    posted(letter: Bytes): boolean {
      const found = [...going].find(([, one]) => sameBytes(one, letter));
      found?.[0]();
      return found !== undefined;
    },
    stop() {
      for (const over of [...going.keys()]) over();
    },
  };
}
