// S12 Operations that lie where some who belong cannot read them: said only under keys that count no more, because whoever
// made those was removed by people who did not know of it yet, or before a key that opened for nobody and was passed by. What
// follows them would wait for ever; so they are said again.
import type { Kid, Membership, Op, OpId } from "@fogata/keys";
import type { Circle } from "./circle.ts";
import type { Ledger } from "./ledger.ts";

/** Only true once everything the relay had has been read. Asked at every step; the log changes seldom. */
export function createUnread(o: {
  circle: Pick<Circle, "membership" | "op" | "epochs" | "isShut">;
  ledger: Pick<Ledger, "saidUnder">;
}): () => readonly Op[] {
  let asked: { m: Membership; held: number; reaches: ReadonlySet<string>[]; ops: Op[] } | null = null;
  return () => {
    const m = o.circle.membership();
    const held = o.circle.epochs.size;
    if (asked?.m !== m || asked.held !== held)
      asked = { m, held, reaches: m.leaves.map((leaf) => reachOf(m, leaf)), ops: followed(m) };
    const { reaches } = asked;
    const isRead = ({ id }: Op) => reaches.every((reach) => [...o.ledger.saidUnder(id)].some((kid) => reach.has(kid)));
    asked.ops = asked.ops.filter((op) => !isRead(op));
    return asked.ops;
  };

  /** Whoever has the key of this epoch reads these. */
  function reachOf(m: Membership, leaf: Kid): Set<Kid> {
    const reach = new Set([leaf]);
    for (const kid of reach) for (const parent of earlierOf(m, kid)) reach.add(parent);
    return reach;
  }
  /** Those wrapped in this one: nobody comes through it to one that was passed by. */
  function earlierOf({ epochs }: Membership, kid: Kid): readonly Kid[] {
    return (epochs.get(kid)?.parents ?? []).filter((parent) => !o.circle.isShut(kid, parent));
  }

  /** What the next operation follows. The first of all is nowhere said: everybody begins with it. */
  function followed({ heads, circle }: Membership): Op[] {
    const past = new Set<OpId>();
    const open = [...heads];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (past.has(id)) continue;
      past.add(id);
      open.push(...(o.circle.op(id)?.parents ?? []));
    }
    past.delete(circle);
    return [...past].map((id) => o.circle.op(id)).filter((op) => op !== null);
  }
}
