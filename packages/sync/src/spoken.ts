// S130–S132 What was signed in one circle, handed to the app as it is, with what shows who was there and in which order a
// device said things. Nothing is judged here but signatures.
import { type CircleId, type Op, type OpId, resolve } from "@fogata/keys";
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

/** S131 By the log as it was at those heads, whatever was said since. Null while some of their past is not here. */
export function rollAt(client: Pick<Client, "membership" | "op">, heads: readonly string[]): SpokenRoll | null {
  const known = rollsOf.get(client) ?? new Map<string, SpokenRoll>();
  rollsOf.set(client, known);
  const key = [...heads].sort().join(" ");
  const before = known.get(key);
  if (before) return before;
  const { circle } = client.membership();
  const ops = pastOf(heads, (id) => client.op(id));
  const m = ops && resolve(ops, circle as CircleId);
  if (!m) return null;
  const isInside = m.rule === "working group";
  const roll: SpokenRoll = {
    circle: isInside ? "working group" : "group",
    // In a working group everybody who has a place speaks for it.
    members: [...m.members.values()].map(({ id, full }) => ({ person: id, full: isInside || full })),
    gone: [...m.gone.keys()],
  };
  if (known.size >= rollsKept) known.clear();
  known.set(key, roll);
  return roll;
}
/** What lies before some heads never changes: whoever names a thousand makes a device resolve each once, not at every look. */
const rollsOf = new WeakMap<Pick<Client, "membership" | "op">, Map<string, SpokenRoll>>();
const rollsKept = 2_000;

/** S132 Byte for byte as they were signed. */
export async function evidenceOf(client: Client, statements: readonly StatementHash[]): Promise<Evidence> {
  return { statements: await client.statementBytes(statements), operations: client.forNewcomer().ops };
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
      return command.heads.map((heads) => (client ? rollAt(client, heads) : null));
    case "evidence":
      return client ? evidenceOf(client, command.statements) : null;
    case "say":
      return client ? client.state(command.what) : { ok: false, reason: "gone" };
  }
}
export type SpeakCommand =
  | { type: "spoken"; whats: readonly string[] }
  | { type: "rolls"; heads: readonly (readonly string[])[] }
  | { type: "evidence"; statements: readonly StatementHash[] }
  | { type: "say"; what: ToSay };
