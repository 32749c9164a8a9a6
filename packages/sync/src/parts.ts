// Reads one circle from the storage and puts together the parts that work on it.
import type { DeviceId, OpId } from "@fogata/keys";
import { type Applier, createApplier } from "./applier.ts";
import { type AskingAgain, createAskingAgain } from "./asking-again.ts";
import { createAtHand } from "./at-hand.ts";
import { type Circle, createCircle } from "./circle.ts";
import type { CircleStart, ClientDeps } from "./client.types.ts";
import { createDrafts, type Drafts } from "./drafts.ts";
import { type FirstSeen, openFirstSeen } from "./first-seen.ts";
import { createInbox, type Inbox } from "./inbox.ts";
import type { Ledger } from "./ledger.ts";
import type { OutboxRecord } from "./outbox.ts";
import type { Write } from "./ports.ts";
import type { Reading } from "./reader.ts";
import { sameBytes, toHex } from "./record.ts";
import type { Rules } from "./rules.ts";
import { createSealer, type Sealer } from "./sealer.ts";
import { createShelf, type Followed, type Shelf } from "./shelf.ts";
import { openTrials, type Trials } from "./trials.ts";

export interface Parts {
  shelf: Shelf;
  circle: Circle;
  ledger: Ledger;
  trials: Trials;
  places: Map<string, Followed>;
  outbox: Map<number, OutboxRecord>;
  partsHere: Set<string>;
  over: Set<string>;
  applier: Applier;
  sealer: Sealer;
  drafts: Drafts;
  inbox: Inbox;
  askingAgain: AskingAgain;
  seen: FirstSeen;
  /** False when what the circle starts from did not fit on the device. */
  stored: boolean;
}

export async function openParts(
  { p, storage, documents, clock }: ClientDeps,
  start: CircleStart,
  rules: Rules,
  refuse: (reason: string) => void,
): Promise<Parts> {
  const { device } = start;
  const shelf = createShelf(storage, start.circle);
  const kept = await shelf.read();
  const circle = await createCircle(p, device, {
    circle: start.circle,
    ops: [...start.ops, ...kept.ops],
    keys: [...start.epochs.map(({ key }) => key), ...kept.keys],
    now: () => clock.now(),
    asks: rules.asks,
    sent: () => kept.ledger.carried("lockbox"),
    settled: start.settled,
    signingKeyOf: start.signingKeyOf,
  });
  await circle.openBoxes();
  const written = await storage.write(await missing(), "strict");
  const { ledger, places, outbox, partsHere, over } = kept;
  for (const vouch of kept.vouches) circle.lines.vouch(vouch);
  for (const id of ledger.carried("control")) {
    const op = circle.op(id as OpId);
    if (op?.body.kind !== "leave") continue;
    const sayings = [...ledger.saidUnder(id)].flatMap((kid) => ledger.ofEpoch(kid));
    for (const { device, n, type, carries } of sayings) {
      // Who it is may be known from the group alone, as long as what let them in here has not been read.
      const speaker = type === "control" && carries.includes(id) ? circle.signingKeyOf(device as DeviceId) : null;
      if (speaker && sameBytes(op.by, speaker)) circle.lines.farewell(device as DeviceId, op.id, n);
    }
  }
  const trials = await openTrials(storage, shelf.under, clock);
  const atHand = createAtHand();
  const again = createAskingAgain({ storage, shelf, places, circle });
  const reading: Reading = { p, device, storage, shelf, circle, ledger, trials, atHand, again, partsHere, refuse };
  const applier = createApplier(reading, documents, rules);
  const inbox = createInbox(reading, places, { documents, applier }, rules);
  await inbox.rejudge(kept.stray);
  return {
    shelf,
    circle,
    ledger,
    trials,
    places,
    outbox,
    partsHere,
    over,
    applier,
    sealer: createSealer(reading, outbox, kept, rules),
    drafts: createDrafts(reading, outbox, documents, applier, rules),
    inbox,
    askingAgain: again,
    seen: await openFirstSeen({ storage, clock, under: shelf.under }),
    stored: written.ok,
  };

  /** What the circle was founded or joined with, as far as it is not stored yet. */
  async function missing(): Promise<Write[]> {
    const opsKept = new Set(kept.ops.map(toHex));
    const keysKept = new Set(kept.keys.map(toHex));
    const writes: Write[] = [];
    for (const { op } of await circle.learn(start.ops)) {
      if (op && !opsKept.has(toHex(op.bytes))) writes.push(shelf.opWrite(op.id, op.bytes));
    }
    for (const keys of circle.epochs.values()) {
      if (!keysKept.has(toHex(keys.key))) writes.push(shelf.epochWrite(keys.kid, keys.key));
    }
    return writes;
  }
}
