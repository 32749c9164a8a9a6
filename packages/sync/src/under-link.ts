// The agreements in force under a link: laid there by whoever made it, read by whoever holds it, erased by whoever laid
// them as soon as the link is good for nobody any more. Each over a connection of its own.
import { agreementsChannel, type InvitationLink, openAgreements, type RelayAddress } from "@fogata/keys";
import { eraseChannel } from "./erasing.ts";
import type { AgreementCopy } from "./inviting.types.ts";
import type { Bytes, Off, Result } from "./ports.ts";
import { openRendezvous, type RendezvousDeps } from "./rendezvous.ts";

export interface Under {
  reconnect(): void;
  leave(): void;
}
/** How long somebody who wants to read waits for the relay. */
export const readMsMax = 30_000;

export interface PlaceUnder {
  /** Posts the parcel until it is there, and again where a relay has lost it. */
  lay(parcel: Bytes, onThere: () => void): Under;
  /** S87 What the link alone opens goes from the relay, for good. */
  erase(onErased: () => void): Under;
}
export async function placeUnder(
  deps: RendezvousDeps,
  link: InvitationLink,
  listed: () => readonly RelayAddress[],
): Promise<PlaceUnder> {
  const { channel, own } = await agreementsChannel(deps.p, link.secret);
  const { relay, expiresAt } = link;
  const silent = { onLetter: () => {}, onReached: () => {} };
  return {
    lay: (parcel, onPosted) =>
      openRendezvous(deps, { relay, listed, channel, until: expiresAt, letters: [parcel], onPosted, ...silent }),
    erase: (onErased) => eraseChannel(deps, { relay, listed, channel, own, onErased }),
  };
}

export async function readUnder(
  deps: RendezvousDeps,
  link: InvitationLink,
): Promise<Result<AgreementCopy[], "gone" | "relay-unreachable">> {
  const { channel } = await agreementsChannel(deps.p, link.secret);
  const letters: Bytes[] = [];
  const reached = await new Promise<"open" | "gone" | "unreachable">((resolve) => {
    let over = false;
    let cancel: Off = () => {};
    const done = (how: "open" | "gone" | "unreachable") => {
      over = true;
      cancel();
      // Told before it is there, if the line fails at once.
      queueMicrotask(() => rendezvous.leave());
      resolve(how);
    };
    cancel = deps.clock.after(readMsMax, () => done("unreachable"));
    const rendezvous = openRendezvous(deps, {
      relay: link.relay,
      channel,
      until: link.expiresAt,
      letters: [],
      onLetter: (letter) => void letters.push(letter),
      onPosted: () => {},
      onReached(how) {
        if (!over && how !== "trying") done(how === "stranger" ? "unreachable" : how);
      },
    });
  });
  if (reached === "unreachable") return { ok: false, reason: "relay-unreachable" };
  for (const bytes of letters) {
    const found = await openAgreements(deps.p, { link, bytes });
    if (found) return { ok: true, value: found };
  }
  return { ok: false, reason: "gone" };
}
