// What one invitation has on the relay: who asks there, the letters that have to be found there, the agreements under the
// link. Written here first, posted then.
import { fourWords, openInvitation, openRequest } from "@fogata/keys";
import type { AdmittingDeps } from "./admitting.ts";
import { type AskerRecord, askerGone, askerWrite, type InvitationRecord, invitationWrite } from "./group-record.ts";
import { askersMax } from "./invitation-views.ts";
import { afterLong } from "./long-wait.ts";
import type { Bytes } from "./ports.ts";
import { sameBytes } from "./record.ts";
import { openRendezvous } from "./rendezvous.ts";
import { placeUnder } from "./under-link.ts";
import { askingOf, isOpen, isUnderWay, lastsUntil, lettersOf, unposted, type Watched } from "./watched.ts";

export interface Watching {
  /** Listens while somebody may ask, or until what has to be left there is found there. */
  watch(one: Watched): Promise<void>;
  /** Writes what has changed, then posts what is new. False when the device is full. */
  leaveLetters(
    one: Watched,
    letters: Bytes[],
    also: Partial<InvitationRecord>,
    askers: AskerRecord[],
  ): Promise<boolean>;
  /** Nobody can be let in any more: what opens requests goes. */
  expire(one: Watched): Promise<void>;
  /** Of what is under way, nothing may be left behind. */
  owes(one: Watched): boolean;
  stop(one: Watched): void;
}

export function createWatching(
  deps: Omit<AdmittingDeps, "asks" | "member" | "device">,
  o: { inTurn<T>(step: () => Promise<T>): Promise<T>; isHere(one: Watched): boolean },
): Watching {
  const { p, clock, storage, client } = deps;
  let stopped = false;
  const open = (one: Watched) => isOpen(one, client.membership(), clock.now());
  const listed = () => client.membership().relays;

  async function watch(one: Watched): Promise<void> {
    await tendUnder(one);
    const { link, receiveSeed, purpose } = one.record;
    if (!open(one) && !unposted(one) && !isUnderWay(one)) return;
    const { rendezvous: channel } = await openInvitation(p, link);
    if (stopped || !o.isHere(one) || one.rendezvous) return;
    one.rendezvous = openRendezvous(deps, {
      relay: link.relay,
      listed,
      channel,
      until: lastsUntil(link.expiresAt, purpose.kind),
      letters: lettersOf(one.record),
      onLetter(letter) {
        // First byte 0: sealed for one reader. It may be for us; our own replies are not.
        if (letter[0] === 0 && receiveSeed) void o.inTurn(() => hear(one, receiveSeed, letter.slice(1)));
      },
      onPosted: (letter) => posted(one, letter),
      onReached(reached) {
        one.gone = reached === "gone";
      },
    });
    one.cancelExpiry = afterLong(clock, Math.max(0, link.expiresAt - clock.now()), () => {
      void o.inTurn(() => expire(one));
    });
  }

  async function hear(one: Watched, receiveSeed: Bytes, bytes: Bytes): Promise<void> {
    const { record } = one;
    if (!open(one) || one.askers.size >= askersMax + record.uses - 1) return;
    const { link } = record;
    const request = await openRequest(p, { bytes, receiveSeed, invite: link, joins: link.joins });
    if (!request.ok) return;
    const { id, device, deviceId, name, signature, consent, companion } = request.value;
    // The same device asking twice is one person asking.
    if ([...one.askers.values()].some((asker) => asker.deviceId === deviceId)) return;
    const words = await fourWords(p, { link, device, name });
    const said = { name, device, deviceId, signature, consent, companion };
    const asker: AskerRecord = { id, key: record.key, ...said, words, state: "asking" };
    one.askers.set(asker.id, asker);
    await storage.write([askerWrite(asker)], "relaxed");
    deps.changed();
  }

  function posted(one: Watched, letter: Bytes): void {
    for (const other of lettersOf(one.record)) if (sameBytes(other, letter)) one.posted.add(other);
    if (unposted(one)) return;
    if (!open(one) && !isUnderWay(one)) rest(one);
    deps.changed();
  }

  async function expire(one: Watched): Promise<void> {
    const forgotten = askingOf(one);
    one.record = { ...one.record, receiveSeed: null };
    await storage.write([invitationWrite(one.record), ...forgotten.map(askerGone)], "strict");
    for (const { id } of forgotten) one.askers.delete(id);
    await tendUnder(one);
    if (!unposted(one) && !isUnderWay(one)) rest(one);
    deps.changed();
  }

  function rest(one: Watched): void {
    one.cancelExpiry();
    one.rendezvous?.leave();
    one.rendezvous = null;
  }

  async function leaveLetters(
    one: Watched,
    letters: Bytes[],
    also: Partial<InvitationRecord>,
    askers: AskerRecord[],
  ): Promise<boolean> {
    const record = { ...one.record, ...also, letters: [...one.record.letters, ...letters] };
    const written = await storage.write([invitationWrite(record), ...askers.map(askerWrite)], "strict");
    if (!written.ok) return false;
    one.record = record;
    for (const asker of askers) one.askers.set(asker.id, asker);
    if (!one.rendezvous) await watch(one);
    else await tendUnder(one);
    for (const letter of lettersOf(record)) if (!one.posted.has(letter)) one.rendezvous?.post(letter);
    return true;
  }

  // ----------------------------------------------------------------- under the link

  /** S87 Agreements lie under the link while it is good for somebody, and are erased as soon as it is not. */
  async function tendUnder(one: Watched): Promise<void> {
    if (one.record.parcel === null) return;
    const place = await placeUnder(deps, one.record.link, listed);
    const { parcel } = one.record;
    if (stopped || !o.isHere(one) || parcel === null) return;
    const wanted = open(one) ? "keeps" : "erases";
    if (one.under?.does === wanted) return;
    one.under?.line.leave();
    const line =
      wanted === "keeps"
        ? place.lay(parcel, () => laid(one))
        : place.erase(() => {
            void o.inTurn(() => erased(one));
          });
    one.under = { does: wanted, line };
  }
  function laid(one: Watched): void {
    one.laid = true;
    deps.changed();
  }
  async function erased(one: Watched): Promise<void> {
    one.under = null;
    one.record = { ...one.record, parcel: null };
    await storage.write([invitationWrite(one.record)], "relaxed");
    deps.changed();
  }

  return {
    watch,
    leaveLetters,
    expire,
    owes(one) {
      if (clock.now() >= lastsUntil(one.record.link.expiresAt, one.record.purpose.kind)) return false;
      const { under, laid } = one;
      // Chosen and not answered yet; of a recovery it is others who are waited for.
      if (one.record.purpose.kind !== "recovery" && isUnderWay(one)) return true;
      return (!one.gone && unposted(one)) || under?.does === "erases" || (under?.does === "keeps" && !laid);
    },
    stop(one) {
      stopped = true;
      rest(one);
      one.under?.line.leave();
    },
  };
}
