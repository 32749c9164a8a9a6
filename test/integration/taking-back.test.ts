// D48–D50 over real devices and a real relay: what Alice takes back from her phone, her laptop and Bob read no more, and the
// record that Bob saves then is verified without it.
import { decisionRecord, saying, statementsOf } from "@fogata/domain";
import { withoutWords } from "@fogata/keys";
import { verify } from "@fogata/verify";
import { expect, test } from "vitest";
import { ownRelay } from "../support/own-relay.ts";
import { type Person, person } from "../support/people.ts";
import { ask, factsOf, questionsOf, say, sha256 } from "../support/questions.ts";
import { join, startGroup } from "../support/stories.ts";

const here = ownRelay();

const sentence = "We meet upstairs.";
const concern = {
  kind: "concern",
  reason: "The stairs are steep.",
  pin: null,
  given: null,
  confirms: null,
  kept: true,
} as const;
const meOn = (one: Person) => one.device.view().groups[0]!.me.member;

/** Alice with laptop and phone, and Bob. */
async function threeDevices() {
  const [laptop, phone, bob] = [
    await person({ relay: here.address }),
    await person({ relay: here.address }),
    await person({ relay: here.address }),
  ];
  const group = await startGroup(laptop, here.address);
  await join(laptop, group, bob);
  const made = await laptop.device.invite(group, { purpose: { kind: "device" } });
  if (!made.ok) throw new Error(made.reason);
  const view = await laptop.sees((v) => v.groups[0]!.invitations.some((one) => one.id === made.value.id));
  const { link } = view.groups[0]!.invitations.find((one) => one.id === made.value.id)!;
  expect((await phone.device.askToJoin({ link: link!, name: "" })).ok).toBe(true);
  const [asking] = (await laptop.sees((v) => v.groups[0]?.asking.length === 1)).groups[0]!.asking;
  expect((await laptop.device.admit(group, asking!.id)).ok).toBe(true);
  await phone.sees((v) => v.groups[0]?.people.length === 2);
  return { laptop, phone, bob, group };
}
async function recordFrom(who: Person, group: string, proposal: string, now: number): Promise<string> {
  const facts = await factsOf(who, group, now);
  const evidence = (await who.device.evidence(group, statementsOf(proposal, facts)))!;
  const utf8 = new TextDecoder();
  const whole = new Map(evidence.statements.map((one) => [one.hash, utf8.decode(one.bytes)]));
  const less = new Map<string, string>();
  for (const one of evidence.statements) {
    const without = await withoutWords({ sha256 }, one.bytes);
    if (without) less.set(one.hash, utf8.decode(without));
  }
  const made = decisionRecord(proposal, facts, {
    text: JSON.stringify(["fogata text 1", sentence, "", null, ["everyone"], []]),
    statement: (hash) => whole.get(hash) ?? null,
    withoutWords: (hash) => less.get(hash) ?? null,
    operations: evidence.operations,
  });
  if (!made.ok) throw new Error(made.reason);
  return JSON.stringify(made.value);
}
const check = (json: string, now: number) => verify(json, { crypto: globalThis.crypto as Crypto, now });

test("D48 D49 D50 taken back from her phone, nobody reads it, on whichever device and whoever was away; it stays decided, and the record is verified", async () => {
  const { laptop, phone, bob, group } = await threeDevices();
  let now = Date.now();
  const proposal = await ask(bob, group, sentence, now, { kind: "consent" });
  await expect.poll(async () => (await questionsOf(phone, group, now)).length).toBe(1);
  const { text } = (await questionsOf(phone, group, now))[0]!.wordings[0]!;
  await say(phone, group, saying.answer(await factsOf(phone, group, ++now), proposal, text, concern), now);
  await expect.poll(async () => (await questionsOf(bob, group, now))[0]!.missing).toEqual([]);
  await say(bob, group, saying.close(await factsOf(bob, group, ++now), proposal), now);
  const [before] = await questionsOf(bob, group, now);
  expect(before!.concerns).toMatchObject([{ reason: concern.reason, takenBack: false }]);
  const early = await recordFrom(bob, group, proposal, now);
  expect(early).toContain("steep");

  // The laptop knows her answer, and is away while her phone takes its words back.
  await expect.poll(async () => (await questionsOf(laptop, group, now))[0]?.state.kind).toBe("decided");
  await laptop.device.flush();
  await laptop.close();

  // Bob's changed app says it for her: nobody listens.
  const [answer] = before!.concerns;
  const forged = {
    doc: "",
    text,
    what: "proposal words taken back",
    details: { of: proposal, words: answer!.statement },
  };
  await say(bob, group, { ok: true, value: forged }, ++now);
  expect((await questionsOf(bob, group, now))[0]!.concerns).toMatchObject([{ takenBack: false }]);
  expect(await recordFrom(bob, group, proposal, now)).toContain("steep");

  const mine = { circle: group, me: meOn(phone), proposal };
  const [words, ...more] = saying.takeBack((await factsOf(phone, group, ++now)).statements, mine);
  expect(more).toEqual([]);
  await say(phone, group, { ok: true, value: words! }, now);
  await phone.device.flush();
  await laptop.open();
  for (const one of [phone, laptop, bob]) {
    await expect.poll(async () => (await questionsOf(one, group, now))[0]?.concerns[0]?.takenBack).toBe(true);
    const [view] = await questionsOf(one, group, now);
    expect(JSON.stringify(view)).not.toContain("steep");
    expect(view).toMatchObject({ state: { kind: "decided" }, decided: before!.decided });
    const record = await recordFrom(one, group, proposal, now);
    expect(record).not.toContain("steep");
    expect(await check(record, now)).toMatchObject({ ok: true, value: { notes: ["words-taken-back"] } });
  }
  // What was saved before is out of anybody's hands, and goes on being verified.
  expect(await check(early, now)).toMatchObject({ ok: true, value: { notes: [] } });
  // Without her word for it nobody can leave her words out.
  const record = JSON.parse(await recordFrom(bob, group, proposal, now)) as { statements: string[] };
  record.statements = record.statements.filter((one) => !one.includes("words taken back"));
  expect(await check(JSON.stringify(record), now)).toMatchObject({ ok: false, reason: "words-left-out" });
});
