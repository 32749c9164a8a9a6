// S70: what is asked of the group, and who stands behind it.
import { type Membership, policyText, type Statement, signCertificate, webPrimitives } from "@fogata/keys";
import { Log, type Person, person } from "@fogata/keys/testing";
import { expect, test } from "vitest";
import { writeAsked } from "./ask-text.ts";
import { createAsks } from "./asks.ts";
import { toHex } from "./record.ts";
import type { Said } from "./said.ts";
import { noDoc } from "./sealer.ts";

const p = webPrimitives({ crypto: globalThis.crypto as Crypto });
const clock = { now: () => 1_000, after: () => () => {} };
const refuse = async () => ({ ok: false, reason: "gone" }) as const;

async function asked(m: Membership, by: Person): Promise<Said> {
  const says = { removal: 2, welcomes: null, after: m.policy.id };
  const text = policyText(m.circle, says);
  const { signature } = await signCertificate(p, { text, device: by.device });
  const details = { kind: "policy", says: writeAsked({ kind: "policy", says }), signature: toHex(signature) };
  const where = { group: m.circle, circle: m.circle, doc: noDoc, member: by.member, time: 1 };
  const statement: Statement = { ...where, what: "ask", text: toHex(await p.sha256(text)), details };
  return { statement, device: by.device.id, hash: `ask of ${by.name}` };
}

test("S70 what nobody asks who could sign it is not open: a new joiner cannot fill the pages of the others", async () => {
  const [alice, bob, eve] = (await Promise.all(["Alice", "Bob", "Eve"].map((name) => person(p, name)))) as [
    Person,
    Person,
    Person,
  ];
  const log = await Log.foundTogether(p, [alice, bob]);
  await log.bringIn(alice, eve);
  const m = log.now;
  const all = [await asked(m, bob), await asked(m, eve)];
  const client = { membership: () => log.now, state: refuse, write: refuse, accepted: () => new Map() };
  const asks = createAsks({
    ...{ p, client, clock, member: alice.member, device: alice.device, all: () => all },
    read: async () => {},
    changed() {},
  });
  await asks.look();
  expect(asks.views().map(({ by, open, signed }) => ({ by, open, signed }))).toEqual([
    { by: bob.member, open: true, signed: [bob.member] },
    { by: eve.member, open: false, signed: [] },
  ]);
  expect(await asks.sign("ask of Eve")).toEqual({ ok: false, reason: "gone" });
  asks.stop();
});
