// What counts in a group: stories of welcomes, objections, numbers and names.
import { describe, expect, test } from "vitest";
import { Log, modelPrimitives, type Person, person } from "../testing/index.ts";
import { assembleFounding, draftFounding, encodeFounding, readFounding, signFounding } from "./founding.ts";
import { cardOf } from "./identity.ts";
import { neededFor } from "./voices.ts";

const p = modelPrimitives({ seed: Number(process.env.KEYS_SEED ?? 20_261_120) });
const people = (...names: string[]) => Promise.all(names.map((name) => person(p, name)));
async function three() {
  const [alice, bob, carol, dan, eve] = (await people("Alice", "Bob", "Carol", "Dan", "Eve")) as [
    Person,
    Person,
    Person,
    Person,
    Person,
  ];
  return { alice, bob, carol, dan, eve, log: await Log.foundTogether(p, [alice, bob, carol]) };
}
const isFull = (log: Log, who: Person) => log.now.members.get(who.member)?.full;

describe("founding in a room", () => {
  test("K29 all three are full members at once, and nobody more than another", async () => {
    const { log, alice, bob, carol } = await three();
    for (const who of [alice, bob, carol]) expect(isFull(log, who)).toBe(true);
    expect(log.now.frozen).toBe(false);
    expect(log.now.members.get(alice.member)).toMatchObject({
      welcomesNeeded: 0,
      welcomedBy: [],
      admittedBy: log.circle,
    });
  });
  test("K18 a genesis lacks nobody's signature, and each reads what they sign", async () => {
    const [alice, bob] = (await people("Alice", "Bob")) as [Person, Person];
    const founders = [alice, bob].map(({ member, name, device }) => ({ member, name, device: cardOf(device) }));
    const draft = draftFounding(p, { name: "Night Watch", founders });
    expect(readFounding(encodeFounding(draft))).toEqual(draft);
    expect(readFounding(encodeFounding(draft).subarray(1))).toBeNull();
    const hers = await signFounding(p, draft, alice.device);
    expect(await assembleFounding(p, { draft, signatures: [hers], device: alice.device })).toBeNull();
    const forged = { ...hers, by: bob.device.sign.publicKey };
    expect(await assembleFounding(p, { draft, signatures: [hers, forged], device: alice.device })).toBeNull();
    const his = await signFounding(p, draft, bob.device);
    const other = { ...draft, name: "Day Watch" };
    expect(await assembleFounding(p, { draft: other, signatures: [hers, his], device: alice.device })).toBeNull();
    expect(await assembleFounding(p, { draft, signatures: [his, hers], device: alice.device })).not.toBeNull();
  });
});

describe("K29 becoming a full member", () => {
  test("Dan takes part at once, and counts when more than half know him", async () => {
    const { log, alice, bob, dan } = await three();
    await log.bringIn(alice, dan);
    expect(log.now.members.get(dan.member)).toMatchObject({ full: false, welcomedBy: [], welcomesNeeded: 2 });
    await log.welcome(alice, dan);
    await log.welcome(alice, dan);
    expect(log.now.members.get(dan.member)).toMatchObject({
      full: false,
      welcomedBy: [alice.member],
      welcomesNeeded: 1,
    });
    await log.welcome(bob, dan);
    expect(log.now.members.get(dan.member)).toMatchObject({ full: true, welcomesNeeded: 0 });
  });
  test("one founder alone welcomes the first; from then on more than half", async () => {
    const [alice, bob, carol] = (await people("Alice", "Bob", "Carol")) as [Person, Person, Person];
    const log = await Log.found(p, alice);
    await log.makeFull(bob, alice);
    expect(isFull(log, bob)).toBe(true);
    await log.bringIn(alice, carol);
    await log.welcome(alice, carol);
    expect(isFull(log, carol)).toBe(false);
    await log.welcome(bob, carol);
    expect(isFull(log, carol)).toBe(true);
  });
  test("who is not full welcomes nobody; who is not here cannot be welcomed", async () => {
    const { log, alice, dan, eve } = await three();
    await log.bringIn(alice, dan);
    await log.bringIn(alice, eve);
    expect(log.refusal(await log.welcome(dan, eve))).toBe("not-full");
    expect(log.refusal(await log.welcome(eve, eve))).toBe("not-full");
    const [nobody] = (await people("Nobody")) as [Person];
    expect(log.refusal(await log.welcome(alice, nobody))).toBe("no-such-member");
  });
  test("one signature welcomes several, and welcomes given apart come together", async () => {
    const { log, alice, bob, carol, dan, eve } = await three();
    await log.bringIn(alice, dan);
    await log.bringIn(bob, eve);
    const [here, there] = [log.fork(), log.fork()];
    await here.welcome(alice, dan, eve);
    await there.welcome(carol, dan, eve);
    expect([isFull(here, dan), isFull(there, dan)]).toEqual([false, false]);
    here.merge(there);
    expect([isFull(here, dan), isFull(here, eve)]).toEqual([true, true]);
  });
  test("never more than seven, unless the group chose another number", async () => {
    const founders = await people(...Array.from({ length: 20 }, (_, i) => `Founder ${i}`));
    const log = await Log.foundTogether(p, founders);
    const [dan, eve] = (await people("Dan", "Eve")) as [Person, Person];
    await log.bringIn(founders[0]!, dan);
    expect(log.now.members.get(dan.member)!.welcomesNeeded).toBe(7);
    for (const one of founders.slice(0, 6)) await log.welcome(one, dan);
    expect(isFull(log, dan)).toBe(false);
    await log.welcome(founders[6]!, dan);
    expect(isFull(log, dan)).toBe(true);
    const says = { removal: null, welcomes: 3, after: log.now.policy.id };
    await log.certify("policy", says, { signers: founders.slice(0, neededFor(log.now, null)) });
    await log.bringIn(founders[0]!, eve);
    for (const one of founders.slice(0, 3)) await log.welcome(one, eve);
    expect(isFull(log, eve)).toBe(true);
  });
  test("a number above what the group has become takes all of them, and nobody is locked out", async () => {
    const { log, alice, bob, carol, dan } = await three();
    await log.certify(
      "policy",
      { removal: null, welcomes: 9, after: log.now.policy.id },
      { signers: [alice, bob, carol] },
    );
    await log.bringIn(alice, dan);
    expect(log.now.members.get(dan.member)!.welcomesNeeded).toBe(3);
    await log.welcome(alice, dan);
    await log.welcome(bob, dan);
    expect(isFull(log, dan)).toBe(false);
    await log.welcome(carol, dan);
    expect(isFull(log, dan)).toBe(true);
  });
  test("K30 after an objection it takes the group's certificate; what was said before stays said", async () => {
    const { log, alice, bob, carol, dan } = await three();
    await log.bringIn(alice, dan);
    await log.welcome(alice, dan);
    await log.write(carol, { kind: "objection", member: dan.member });
    await log.welcome(bob, dan);
    await log.welcome(carol, dan);
    expect(log.now.members.get(dan.member)).toMatchObject({ full: false, objections: [carol.member] });
    const says = { member: dan.member, policy: log.now.policy.id };
    expect(log.refusal(await log.certify("welcome+", says, { signers: [alice] }))).toBe("too-few-signatures");
    expect(
      log.refusal(await log.certify("welcome+", { ...says, policy: log.now.heads[0]! }, { signers: [alice, bob] })),
    ).toBe("wrong-policy");
    expect(log.refusal(await log.certify("welcome+", says, { signers: [alice, bob] }))).toBeUndefined();
    expect(isFull(log, dan)).toBe(true);
  });
  test("K30 an objection does not take back what others finished without knowing of it", async () => {
    const { log, alice, bob, carol, dan } = await three();
    await log.bringIn(alice, dan);
    const there = log.fork();
    await there.write(carol, { kind: "objection", member: dan.member });
    await log.welcome(alice, dan);
    await log.welcome(bob, dan);
    expect(isFull(log.merge(there), dan)).toBe(true);
  });
  test("K29 nothing counts but welcomes: a year of writing makes nobody full", async () => {
    const { log, alice, dan } = await three();
    await log.bringIn(alice, dan);
    for (let i = 0; i < 40; i++) await log.write(dan, { kind: "name", name: `Dan ${i}` });
    expect(isFull(log, dan)).toBe(false);
  });
});

describe("K35 a device that speaks from two places at once", () => {
  test("its welcomes there do not count, its bearer has no say until welcomed again, and it shows", async () => {
    const { log, alice, bob, carol, dan } = await three();
    await log.bringIn(alice, dan);
    const there = log.fork();
    await there.write(alice, { kind: "name", name: "Alice too" });
    await log.welcome(alice, dan);
    await log.welcome(bob, dan);
    expect(isFull(log, dan)).toBe(true);
    log.merge(there);
    expect(log.now.forked).toEqual([alice.device.id]);
    expect([isFull(log, dan), isFull(log, alice)]).toEqual([false, false]);
    await log.welcome(carol, dan, alice);
    await log.welcome(bob, alice);
    expect([isFull(log, dan), isFull(log, alice)]).toEqual([true, true]);
  });
});

describe("K39 names", () => {
  test("a name is changed by any device of the person who bears it, and by nobody else", async () => {
    const { log, alice, bob } = await three();
    const laptop = { ...(await person(p, "laptop")), member: alice.member };
    await log.device(alice, laptop);
    await log.write(laptop, { kind: "name", name: "Alix" });
    expect(log.now.members.get(alice.member)!.name).toBe("Alix");
    await log.write(bob, { kind: "name", name: "Alice" });
    expect([alice, bob].map(({ member }) => log.now.members.get(member)!.name)).toEqual(["Alix", "Alice"]);
  });
});

describe("K40 the group's own numbers", () => {
  test("old k full members choose the new k; a certificate names the policy it replaces", async () => {
    const { log, alice, bob, carol } = await three();
    const says = { removal: 3, welcomes: null, after: log.circle };
    expect(neededFor(log.now, null)).toBe(2);
    expect(log.refusal(await log.certify("policy", says, { signers: [alice] }))).toBe("too-few-signatures");
    const first = await log.certify("policy", says, { signers: [alice, bob] });
    expect(log.now.policy).toMatchObject({ id: first.id, removal: 3, welcomes: null });
    expect(log.refusal(await log.certify("policy", says, { signers: [alice, bob, carol] }))).toBe("wrong-policy");
    const back = { removal: 2, welcomes: null, after: first.id };
    expect(log.refusal(await log.certify("policy", back, { signers: [alice, bob] }))).toBe("too-few-signatures");
    expect(log.refusal(await log.certify("policy", back, { signers: [alice, bob, carol] }))).toBeUndefined();
  });
  test("at 12, 40 and 120 full members the group is asked again, until it has chosen", async () => {
    const founders = await people(...Array.from({ length: 11 }, (_, i) => `Founder ${i}`));
    const log = await Log.foundTogether(p, founders);
    expect(log.now.policy.ask).toBeNull();
    const [dan] = (await people("Dan")) as [Person];
    await log.makeFull(dan, ...founders);
    expect(log.now.policy.ask).toBe(12);
    const says = { removal: 8, welcomes: null, after: log.now.policy.id };
    await log.certify("policy", says, { signers: founders });
    expect(log.now.policy.ask).toBeNull();
  });
});

describe("K17 K41 invitations withdrawn and raced", () => {
  test("revoked by the inviter or any full member: nobody comes by it afterwards", async () => {
    const { log, alice, bob, dan, eve } = await three();
    const invitation = await log.invite(alice, 3);
    await log.admit(alice, invitation, dan);
    expect(log.refusal(await log.write(dan, { kind: "revoke", invite: invitation.op.id }))).toBe("not-full");
    await log.write(bob, { kind: "revoke", invite: invitation.op.id });
    expect(log.now.invites.get(invitation.op.id)!.revoked).toBe(true);
    expect(log.refusal(await log.admit(alice, invitation, eve))).toBe("invite-revoked");
    expect(log.now.members.get(dan.member)!.doubt).toBeNull();
  });
  test("who came while it was being revoked stands, and is shown", async () => {
    const { log, alice, bob, eve } = await three();
    const invitation = await log.invite(alice);
    const there = log.fork();
    await there.write(bob, { kind: "revoke", invite: invitation.op.id });
    await log.admit(alice, invitation, eve);
    expect(log.merge(there).now.members.get(eve.member)!.doubt).toBe("invite-revoked");
  });
  async function raced() {
    const g = await three();
    const phone = { ...(await person(p, "phone")), member: g.alice.member };
    await g.log.device(g.alice, phone);
    const invitation = await g.log.invite(g.alice);
    const there = g.log.fork();
    const [dans, eves] = [await g.log.admit(g.alice, invitation, g.dan), await there.admit(phone, invitation, g.eve)];
    return { ...g, phone, invitation, there, dans, eves, log: g.log.merge(there) };
  }
  test("two who raced are both held until a full member, or the inviter, says which one stands", async () => {
    for (const who of ["bob", "alice"] as const) {
      const g = await raced();
      const settle = { kind: "settle", invite: g.invitation.op.id, admit: g.dans.id } as const;
      await g.log.write(g[who], settle);
      expect(g.log.now.members.has(g.dan.member)).toBe(true);
      expect(g.log.now.members.has(g.eve.member)).toBe(false);
      expect(g.log.refusal(g.eves)).toBe("settled-otherwise");
      expect(g.log.now.invites.get(g.invitation.op.id)!.held).toEqual([]);
      expect(g.log.refusal(await g.log.write(g.bob, settle))).toBe("nothing-held");
    }
  });
  test("or that none does; a newcomer has no say in it", async () => {
    const g = await raced();
    const [frank] = (await people("Frank")) as [Person];
    await g.log.bringIn(g.bob, frank);
    const none = { kind: "settle", invite: g.invitation.op.id, admit: null } as const;
    expect(g.log.refusal(await g.log.write(frank, none))).toBe("not-yours-to-settle");
    await g.log.write(g.carol, none);
    expect([g.dans, g.eves].map((op) => g.log.refusal(op))).toEqual(["settled-otherwise", "settled-otherwise"]);
  });
  test("K17 whoever the group has made full stands, whatever the inviter dates back", async () => {
    const { log, alice, bob, carol, dan, eve } = await three();
    const phone = { ...(await person(p, "phone")), member: alice.member };
    await log.device(alice, phone);
    const invitation = await log.invite(alice);
    const then = log.now.heads;
    await log.admit(alice, invitation, dan);
    await log.welcome(bob, dan);
    await log.welcome(carol, dan);
    const back = await log.admit(phone, invitation, eve, then);
    expect(isFull(log, dan)).toBe(true);
    expect(log.refusal(back)).toBe("held");
  });
});
