// S130–S132 What was signed in one circle, handed to the app as it is, with what shows who was there and in which order a
// device said things. Nothing is judged here but signatures.
import { type Bytes, type CircleId, isStatement, type Op, type OpId, resolve } from "@fogata/keys";
import type { Client } from "./client.types.ts";
import type { Evidence, SpokenHere, SpokenRoll, StatementHash, ToSay } from "./spoken.types.ts";

export async function spokenIn(client: Client, whats: readonly string[]): Promise<SpokenHere> {
  const all = await client.statements();
  const times = new Map(all.map(({ hash, statement }) => [hash, statement] as const));
  const isAsked = (what: string) => whats.some((one) => what === one || what.startsWith(`${one} `));
  return {
    statements: all
      .filter(({ statement }) => isAsked(statement.what))
      .map(({ hash, device, statement }) => {
        const { member, circle, doc, text, what, details, time } = statement;
        return { hash, person: member, device, circle, doc, text, what, details, time };
      }),
    published: client.published().flatMap(({ statement, device, n }) => {
      const said = times.get(statement);
      return said ? [{ person: said.member, device, n, at: said.time, statement }] : [];
    }),
    heads: [...client.membership().heads],
  };
}

/** S131 By the log as it was at each of those heads, whatever was said since. Null while some of their past is not here. */
export function rollsAt(
  client: Pick<Client, "membership" | "op">,
  lists: readonly (readonly string[])[],
): (SpokenRoll | null)[] {
  const known = listsOf.get(client) ?? { places: new Map(), found: new Map() };
  listsOf.set(client, known);
  const found = lists.map((heads) => listAt(client, known, heads));
  return found.map((one) => {
    if (one === null) return null;
    const covers = found.flatMap((other, at) => (other?.heads.every((place) => has(one.past, place)) ? [at] : []));
    return { ...one.roll, covers };
  });
}

/** What lies before some heads never changes: whoever names a thousand makes a device resolve each once, not at every look. */
interface Known {
  /** Of each operation that lies in the past of some list, its bit there. */
  places: Map<string, number>;
  found: Map<string, List>;
}
interface List {
  roll: Omit<SpokenRoll, "covers">;
  heads: number[];
  /** One bit each: as many sets of ids would fill a phone. */
  past: Uint32Array;
}
const listsOf = new WeakMap<Pick<Client, "membership" | "op">, Known>();
const listsKept = 2_000;

function listAt(client: Pick<Client, "membership" | "op">, known: Known, heads: readonly string[]): List | null {
  const key = [...heads].sort().join(" ");
  const before = known.found.get(key);
  if (before) return before;
  const { circle } = client.membership();
  const ops = pastOf(heads, (id) => client.op(id));
  const m = ops && resolve(ops, circle as CircleId);
  if (!m) return null;
  const isInside = m.rule === "working group";
  const roll: List["roll"] = {
    circle: isInside ? "working group" : "group",
    // In a working group everybody who has a place speaks for it.
    members: [...m.members.values()].map(({ id, full }) => ({ person: id, full: isInside || full })),
    gone: [...m.gone.keys()],
  };
  const places = [...ops.keys()].map((id) => placeOf(known.places, id));
  const past = new Uint32Array((known.places.size + 31) >>> 5);
  for (const place of places) past[place >>> 5]! |= 1 << (place & 31);
  if (known.found.size >= listsKept) known.found.clear();
  const list: List = { roll, past, heads: heads.map((id) => placeOf(known.places, id)) };
  known.found.set(key, list);
  return list;
}
function placeOf(places: Map<string, number>, id: string): number {
  const place = places.get(id) ?? places.size;
  places.set(id, place);
  return place;
}
function has(past: Uint32Array, place: number): boolean {
  return ((past[place >>> 5] ?? 0) & (1 << (place & 31))) !== 0;
}

/** S132 Byte for byte as they were signed; in one order, whichever they came in, so that all have one and the same. */
export async function evidenceOf(
  client: Pick<Client, "statementBytes" | "forNewcomer">,
  statements: readonly StatementHash[],
): Promise<Evidence> {
  const operations = [...client.forNewcomer().ops].sort(byBytes);
  return { statements: await client.statementBytes(statements), operations };
}
function byBytes(a: Bytes, b: Bytes): number {
  const at = a.findIndex((byte, i) => byte !== b[i]);
  return at < 0 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? -1);
}

function pastOf(heads: readonly string[], op: (id: string) => Op | null): Map<OpId, Op> | null {
  const past = new Map<OpId, Op>();
  const open = [...heads];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (past.has(id as OpId)) continue;
    const found = op(id);
    if (!found) return null;
    past.set(found.id, found);
    open.push(...found.parents);
  }
  return past.size > 0 ? past : null;
}

/** What a tab asks of a circle; null, or gone, where there is no such circle on this device. */
export async function speak(client: Client | null | undefined, command: SpeakCommand): Promise<unknown> {
  switch (command.type) {
    case "spoken":
      return client ? spokenIn(client, command.whats) : null;
    case "rolls":
      return client ? rollsAt(client, command.heads) : command.heads.map(() => null);
    case "evidence":
      return client ? evidenceOf(client, command.statements) : null;
    case "say":
      if (!client) return { ok: false, reason: "gone" };
      return isSayable(command.what) ? client.state(command.what) : { ok: false, reason: "malformed" };
  }
}
/** Signing throws for anything else, and whoever asked would never be answered. Whose word it is comes with the signing. */
function isSayable(what: ToSay): boolean {
  return isStatement({ ...what, group: "", circle: "", member: "0".repeat(32) });
}
export type SpeakCommand =
  | { type: "spoken"; whats: readonly string[] }
  | { type: "rolls"; heads: readonly (readonly string[])[] }
  | { type: "evidence"; statements: readonly StatementHash[] }
  | { type: "say"; what: ToSay };
