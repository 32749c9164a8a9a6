// Everything that a client works with once this device's storage has been read, each part told what it needs of the
// others and of the session.
import { type Aftermath, createAftermath } from "./aftermath.ts";
import { type Channels, createChannels } from "./channels.ts";
import type { CircleStart, ClientDeps } from "./client.types.ts";
import type { createErasures } from "./erasing.ts";
import { createHeard } from "./heard.ts";
import type { Note } from "./ledger.ts";
import { openParts, type Parts } from "./parts.ts";
import type { Rules } from "./rules.ts";
import { createSayingAgain, type SayingAgain } from "./saying-again.ts";
import { caughtUp, type Session, type SessionEvent } from "./session.ts";
import { dropNotes } from "./snapshot-dropping.ts";
import { createFetching, type Fetching } from "./snapshot-fetching.ts";
import { createSnapshotKeeper, type SnapshotKeeper } from "./snapshot-keeper.ts";
import { createMoving } from "./snapshot-moving.ts";
import { createTending, type Tending } from "./tending.ts";
import { createWriting, type Writing } from "./writing.ts";

export type Opened = Parts & {
  channels: Channels;
  writing: Writing;
  tending: Tending;
  keeper: SnapshotKeeper;
  fetching: Fetching;
  aftermath: Aftermath;
  again: SayingAgain;
  heard: ReturnType<typeof createHeard>;
};

/** What the parts may ask of the client they belong to. */
export interface ClientTurns {
  session(): Session;
  /** In a turn of its own. */
  later(step: () => Promise<unknown>): void;
  tell(what: SessionEvent): Promise<void>;
  /** Entries were sealed: they go out. */
  sealed(sealed: Awaited<ReturnType<Parts["sealer"]["seal"]>>): Promise<void>;
  /** Operations or keys are new. */
  learned(): Promise<void>;
  refuse(reason: string): void;
  announce(sure?: boolean): void;
}

/** Reads the storage of one circle; writes nothing yet. */
export async function openClient(
  o: { deps: ClientDeps; start: CircleStart; rules: Rules; erasures: ReturnType<typeof createErasures> },
  on: ClientTurns,
): Promise<Opened> {
  const { deps, start, rules, erasures } = o;
  const { p, storage, documents, clock } = deps;
  const { circle, device } = start;
  const { session, later, tell, refuse } = on;
  let opened: Opened | null = null;

  const read = await openParts(deps, start, rules, refuse);
  const diskIs = (full: boolean) => tell({ type: "disk", full });
  const writing = createWriting({ p, storage, clock, circle, device }, read, diskIs);
  const tending = createTending({ circle, by: device.id }, read, {
    clock,
    documents,
    later,
    diskIs,
    isFull: () => session().trouble?.over === "disk",
    outboxIs: (count) => tell({ type: "outbox", count }),
    changed: on.announce,
  });
  const channels = createChannels(storage, read);
  const { applier, sealer } = read;
  const fetching = createFetching(read, {
    sha256: p.sha256,
    storage,
    channels,
    session,
    ask: (channel, hash) => tell({ type: "fetch", channel, hash }),
    refuse,
  });
  const dropping = (notes: readonly Note[]) => dropNotes({ ...read, storage }, notes);
  const moving = await createMoving(
    { circle, device },
    { ...read, channels },
    {
      clock,
      storage,
      documents,
      session,
      say: (channel, say, ids) => tell({ type: "tidy", channel, say, ids }),
      async writeMoved(kid, to) {
        await writing.operation({ kind: "frozen", kid, to }, [], [kid]);
        await on.learned();
      },
      erase: (kid, done) => void erasures.begin(read.circle.epochs.get(kid)!, done),
      drop: dropping,
      again: () => opened?.keeper.stir(),
      over: (channel) => tell({ type: "over", channel }),
      later,
    },
    rules,
  );
  const keeper = createSnapshotKeeper(
    { circle, device },
    { ...read, channels, fetching, moving, contentOf: applier.contentOf },
    {
      p,
      clock,
      storage,
      documents,
      chance: () => p.randomBytes(1)[0]! / 256,
      session,
      later,
      say: (channel, say, ids) => tell({ type: "tidy", channel, say, ids }),
      seal: async (what) => on.sealed(await sealer.seal(what)),
      drop: dropping,
      mayNotWrite: () => read.circle.speech() !== "all" || session().sealing,
      refuse,
    },
    rules,
  );
  const around = { clock, device: device.id, later, changed: () => on.announce(true) };
  const aftermath = createAftermath(
    { ...around, isCaughtUp: () => caughtUp(session()) && read.circle.settled(), wrote: on.learned },
    { ...read, writing },
  );
  const again = createSayingAgain({ storage, device: device.id }, read);
  const heard = createHeard(read);
  opened = { ...read, channels, writing, tending, keeper, fetching, aftermath, again, heard };
  return opened;
}
