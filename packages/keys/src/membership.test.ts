import { describe, expect, test } from "vitest";
import { busyLog, chance, Log, modelPrimitives, type Person, type Pick, person, shuffled } from "../testing/index.ts";
import { missingParents } from "./history.ts";
import { cardOf } from "./identity.ts";
import { resolve } from "./membership.ts";
import { signConsent, signOp } from "./operation.ts";
import type { CircleRule, Membership, Op, OpBody, OpId, Primitives } from "./types.ts";
import { mayWrite } from "./views.ts";

const seed = Number(process.env.KEYS_SEED ?? 20_261_120);
const shuffles = Number(process.env.KEYS_SHUFFLES ?? 2_000);

async function group(p: Primitives = modelPrimitives({ seed })) {
  const [alice, bob, carol, eve] = [
    await person(p, "Alice"),
    await person(p, "Bob"),
    await person(p, "Carol"),
    await person(p, "Eve"),
  ] as const;
  return { p, alice, bob, carol, eve, log: await Log.found(p, alice) };
}
const names = (m: Membership) => [...m.members.values()].map((member) => member.name);
async function consented(p: Primitives, log: Log, who: Person, device: Person): Promise<OpBody> {
  const { circle } = log;
  const consent = await signConsent(p, { circle, member: who.member, device: device.device });
  return { kind: "device+", member: who.member, device: cardOf(device.device), consent, at: 1 };
}

describe("belonging", () => {
  test("Alice founds the group, Bob comes by invitation, Bob brings in Carol", async () => {
    const { log, alice, bob, carol } = await group();
    await log.bringIn(alice, bob);
    await log.welcome(alice, bob);
    await log.bringIn(bob, carol);
    const m = log.now;
    expect(m.name).toBe("Night Watch");
    expect(names(m)).toEqual(["Alice", "Bob", "Carol"]);
    expect(m.members.get(bob.member)!.devices).toEqual([bob.device.id]);
    expect(m.devices.get(carol.device.id)!.member).toBe(carol.member);
    expect(m.refused).toEqual([]);
    expect(m.heads).toHaveLength(1);
  });

  test("K15 Eve, who was never admitted, changes nothing", async () => {
    const { log, alice, eve } = await group();
    await log.rotate(alice);
    const before = log.now;
    for (const body of [
      { kind: "relays", relays: [{ url: "ws://eve.example", key: new Uint8Array(32) }] },
      await consented(log.p, log, eve, eve),
      await consented(log.p, log, alice, eve),
    ] as OpBody[])
      expect(log.refusal(await log.write(eve, body))).toBe("not-a-member");
    const { refused, ...after } = log.now;
    expect({ ...after, refused: [] }).toEqual(before);
    expect(refused).toHaveLength(3);
  });

  test("K16 only the inviter's devices admit", async () => {
    const { log, alice, bob, carol } = await group();
    await log.bringIn(alice, bob);
    const invitation = await log.invite(alice);
    expect(log.refusal(await log.admit(bob, invitation, carol))).toBe("no-invite");
    expect(log.refusal(await log.admit(alice, invitation, carol))).toBeUndefined();
  });

  test("K16 a further device of the inviter admits too", async () => {
    const { log, p, alice, bob } = await group();
    const laptop = await person(p, "Alice");
    const invitation = await log.invite(alice);
    await log.write(alice, await consented(p, log, alice, laptop));
    expect(log.refusal(await log.admit({ ...laptop, member: alice.member }, invitation, bob))).toBeUndefined();
    expect(names(log.now)).toEqual(["Alice", "Bob"]);
  });

  test("K16 an invitation is not used twice", async () => {
    const { log, alice, bob, carol } = await group();
    const invitation = await log.invite(alice);
    await log.admit(alice, invitation, bob);
    expect(log.refusal(await log.admit(alice, invitation, carol))).toBe("invite-used");
    const three = await log.invite(alice, 3);
    for (let i = 0; i < 3; i++) {
      const newcomer = await person(log.p, `Guest ${i}`);
      expect(log.refusal(await log.admit(alice, three, newcomer))).toBeUndefined();
    }
    expect(log.refusal(await log.admit(alice, three, carol))).toBe("invite-used");
  });

  test("K16 an admission must rest on the invitation's own key", async () => {
    const { log, alice, bob } = await group();
    const [hers, other] = [await log.invite(alice), await log.invite(alice)];
    expect(log.refusal(await log.admit(alice, { ...hers, op: other.op }, bob))).toBe("bad-request");
  });

  test("K15 the invitation must be in the admission's own past", async () => {
    const { log, alice, bob } = await group();
    const genesis = log.now.heads;
    const invitation = await log.invite(alice);
    expect(log.refusal(await log.admit(alice, invitation, bob, genesis))).toBe("no-invite");
  });

  test("K18 nobody comes in twice, or under somebody else's name tag", async () => {
    const { log, alice, bob, carol } = await group();
    await log.bringIn(alice, bob);
    expect(log.refusal(await log.bringIn(alice, bob))).toBe("known-member");
    expect(log.refusal(await log.bringIn(alice, { ...carol, member: bob.member }))).toBe("known-member");
    expect(log.refusal(await log.bringIn(alice, { ...bob, member: carol.member }))).toBe("known-device");
  });

  test("K18 a signing key is one device: not another with a second receiving key", async () => {
    const { log, p, alice } = await group();
    const [phone, other] = [await person(p, "phone"), await person(p, "other")];
    await log.write(alice, await consented(p, log, alice, phone));
    const double = { ...phone, device: { ...phone.device, receive: other.device.receive } };
    expect(log.refusal(await log.write(alice, await consented(p, log, alice, double)))).toBe("known-device");
  });

  test("K18 a device joins a member only by a device of that member", async () => {
    const { log, p, alice, bob } = await group();
    await log.bringIn(alice, bob);
    const phone = await person(p, "phone");
    expect(log.refusal(await log.write(bob, await consented(p, log, alice, phone)))).toBe("not-a-member");
    expect(log.refusal(await log.write(alice, await consented(p, log, alice, phone)))).toBeUndefined();
    expect(log.refusal(await log.write(alice, await consented(p, log, alice, phone)))).toBe("known-device");
    expect(log.now.members.get(alice.member)!.devices).toEqual([alice.device.id, phone.device.id]);
  });
});

describe("K73 only full members invite", () => {
  test("Bob, new here, invites nobody until he is welcomed; a device of his own he adds at once", async () => {
    const { p, log, alice, bob, carol } = await group();
    await log.bringIn(alice, bob);
    const invitation = await log.invite(bob);
    expect(log.refusal(invitation.op)).toBe("not-full");
    expect(log.refusal(await log.admit(bob, invitation, carol))).toBe("no-invite");
    const phone = await person(p, "phone");
    await log.device(bob, { ...phone, member: bob.member });
    expect(log.now.devices.has(phone.device.id)).toBe(true);
    await log.welcome(alice, bob);
    await log.bringIn(bob, carol);
    expect(names(log.now)).toEqual(["Alice", "Bob", "Carol"]);
    // Asked of its own past: being welcomed later makes nothing good.
    expect(log.refusal(invitation.op)).toBe("not-full");
  });

  test("whom Bob brought in stays, though his own welcome turns out to count for nothing", async () => {
    const { p, log, alice, bob, carol } = await group();
    const silent = { ...(await person(p, "silent")), member: alice.member };
    await log.device(alice, silent);
    await log.bringIn(alice, bob);
    const there = log.fork();
    await log.welcome(alice, bob);
    await log.bringIn(bob, carol);
    // The same hand says something else elsewhere: K35 takes its welcomes back, and puts nobody out.
    await there.write(alice, { kind: "name", name: "Alice" });
    log.merge(there);
    expect(log.now.members.get(bob.member)!.full).toBe(false);
    expect(names(log.now)).toEqual(["Alice", "Bob", "Carol"]);
  });
});

describe("K17 two admissions of one invitation, neither knowing of the other", () => {
  async function race() {
    const g = await group();
    const phone = await person(g.p, "Alice");
    await g.log.write(g.alice, await consented(g.p, g.log, g.alice, phone));
    const invitation = await g.log.invite(g.alice);
    const [here, there] = [g.log.fork(), g.log.fork()];
    const first = await here.admit(g.alice, invitation, g.bob);
    const second = await there.admit(phone, invitation, g.eve);
    return { ...g, invitation, here, there, first, second };
  }

  test("neither stands", async () => {
    const { here, there, first, second, invitation } = await race();
    expect(names(here.now)).toEqual(["Alice", "Bob"]);
    const both = here.fork().merge(there);
    expect(names(both.now)).toEqual(["Alice"]);
    expect([both.refusal(first), both.refusal(second)]).toEqual(["held", "held"]);
    const invite = both.now.invites.get(invitation.op.id)!;
    expect(invite.admits).toEqual([]);
    expect(invite.held.toSorted()).toEqual([first.id, second.id].sort());
  });

  test("a further device of a held newcomer does not stand either", async () => {
    const { here, there, bob, carol } = await race();
    const further = await here.device(bob, { ...carol, member: bob.member });
    expect(here.now.devices.has(carol.device.id)).toBe(true);
    const both = here.fork().merge(there);
    expect(names(both.now)).toEqual(["Alice"]);
    expect(both.refusal(further)).toBe("not-a-member");
  });

  test("a third admission afterwards finds it used", async () => {
    const { here, there, alice, carol, invitation } = await race();
    const both = here.fork().merge(there);
    expect(both.refusal(await both.admit(alice, invitation, carol))).toBe("invite-used");
  });

  test("an invitation for two holds nobody until the third", async () => {
    const { log, p, alice, bob, carol, eve } = await group();
    const phone = await person(p, "Alice");
    await log.write(alice, await consented(p, log, alice, phone));
    const invitation = await log.invite(alice, 2);
    const [here, there] = [log.fork(), log.fork()];
    await here.admit(alice, invitation, bob);
    await there.admit(phone, invitation, carol);
    expect(names(here.fork().merge(there).now)).toHaveLength(3);
    const last = await here.admit(alice, invitation, eve);
    const both = here.fork().merge(there);
    expect(names(both.now)).toEqual(["Alice", "Bob"]);
    expect(both.refusal(last)).toBe("held");
  });
});

describe("epochs", () => {
  test("K19 an epoch counts with a box for each device of its past, and no other number", async () => {
    const { log, alice, bob } = await group();
    const { body } = await log.rotate(alice);
    await log.bringIn(alice, bob);
    const kid = "11".repeat(16) as typeof body.kid;
    const parents = [{ kid: body.kid, wrapped: new Uint8Array(48) }];
    const box = new Uint8Array(48);
    const write = (boxes: number, more: Partial<OpBody> = {}) =>
      log.write(alice, { ...body, kid, parents, boxes: Array(boxes).fill(box), ...more } as OpBody);
    expect(log.refusal(await write(1))).toBe("wrong-boxes");
    expect(log.refusal(await write(3))).toBe("wrong-boxes");
    expect(log.refusal(await write(2, { parents: [] }))).toBe("unknown-parent-epoch");
    expect(log.refusal(await write(2, { kid: body.kid }))).toBe("known-epoch");
    expect(log.refusal(await write(2))).toBeUndefined();
    expect(log.now.epochs.get(kid)!.devices).toEqual([alice.device.id, bob.device.id].sort());
  });

  test("concurrent epochs are both read; the deeper one is written, then the one with the lower id", async () => {
    const { log, alice, bob } = await group();
    await log.rotate(alice);
    await log.bringIn(alice, bob);
    const [here, there] = [log.fork(), log.fork()];
    const [a, b] = [await here.rotate(alice), await there.rotate(bob)];
    const both = here.fork().merge(there);
    const [low, high] = [a.body.kid, b.body.kid].sort();
    expect(both.now.leaves).toEqual([low, high]);
    expect(both.now.preferred).toBe(low);
    const later = (low === a.body.kid ? there : here).fork();
    const deeper = await later.rotate(alice);
    expect(both.fork().merge(later).now.preferred).toBe(deeper.body.kid);
    const joined = await both.rotate(alice);
    expect(both.now.leaves).toEqual([joined.body.kid]);
    expect(both.now.epochs.get(joined.body.kid)!.parents).toEqual([low, high]);
  });

  test("who belongs may write under any epoch of the circle, and nobody else under any", async () => {
    const { log, alice, bob, eve } = await group();
    const { body } = await log.rotate(alice);
    await log.bringIn(alice, bob);
    expect(mayWrite(log.now, body.kid, alice.device.id)).toBe(true);
    expect(mayWrite(log.now, body.kid, bob.device.id)).toBe(true);
    expect(mayWrite(log.now, body.kid, eve.device.id)).toBe(false);
    expect(mayWrite(log.now, "00".repeat(16) as typeof body.kid, alice.device.id)).toBe(false);
  });
});

describe("relays", () => {
  const relays = (...urls: string[]): OpBody => ({
    kind: "relays",
    relays: urls.map((url) => ({ url, key: new Uint8Array(32).fill(1) })),
  });
  test("a later list replaces; concurrent lists all stand, the same for everybody", async () => {
    const { log, alice } = await group();
    await log.write(alice, relays("ws://old"));
    const [here, there] = [log.fork(), log.fork()];
    await here.write(alice, relays("ws://a", "ws://both"));
    await there.write(alice, relays("ws://b", "ws://both"));
    const one = here.fork().merge(there).now.relays;
    expect(one.map((relay) => relay.url).sort()).toEqual(["ws://a", "ws://b", "ws://both"]);
    expect(there.fork().merge(here).now.relays).toEqual(one);
    const settled = here.merge(there);
    await settled.write(alice, relays("ws://c"));
    expect(settled.now.relays.map((relay) => relay.url)).toEqual(["ws://c"]);
  });
});

describe("K20 what is missing, and what is strange", () => {
  test("an operation waits for its parents, and stops nobody else", async () => {
    const { log, alice, bob, carol } = await group();
    await log.bringIn(alice, bob);
    const part = log.fork();
    const invitation = await log.invite(alice);
    const admit = await log.admit(alice, invitation, carol);
    part.ops.set(admit.id, admit);
    expect(missingParents(part.ops)).toEqual([invitation.op.id]);
    expect(names(part.now)).toEqual(["Alice", "Bob"]);
    part.ops.set(invitation.op.id, invitation.op);
    expect(missingParents(part.ops)).toEqual([]);
    expect(names(part.now)).toEqual(["Alice", "Bob", "Carol"]);
  });

  test("without a genesis there is no circle", async () => {
    const { log, alice, bob } = await group();
    await log.bringIn(alice, bob);
    log.ops.delete(log.circle);
    expect(resolve(log.ops)).toBeNull();
    expect(resolve(new Map())).toBeNull();
  });

  test("another group's log in the same set changes nothing", async () => {
    const { log, alice, bob, p, eve } = await group();
    await log.bringIn(alice, bob);
    const before = log.now;
    const other = await Log.found(p, eve, "Eve's");
    await other.invite(eve);
    const { refused, ...after } = log.merge(other).now;
    expect({ ...after, refused: [] }).toEqual(before);
    expect(refused).toEqual([{ id: other.circle, reason: "second-genesis" }]);
    expect(resolve(log.ops)!.circle).toBe(log.circle);
  });
});

/** The same operations as new objects, so that no verdict is remembered from another order. */
const forgotten = (ops: readonly Op[]) => new Map<OpId, Op>(ops.map((op) => [op.id, { ...op }]));

const busyOps = async (p: Primitives, pick: Pick, steps: number, rule: CircleRule = "group") => [
  ...(await busyLog(p, pick, { steps, copies: 5, rule })).ops.values(),
];

describe(`K14 the order of arrival does not matter (seed ${seed}, ${shuffles} shuffles)`, () => {
  test("every shuffle, grown with what is remembered, is at every stop what reading it at once gives, and ends the same, to the letter", async () => {
    const pick = chance(seed);
    const reasons = new Set<string>();
    const worlds = 20;
    for (let world = 0; world < worlds; world++) {
      const p = modelPrimitives({ seed: seed + world });
      const ops = await busyOps(p, pick, 45, world % 4 === 3 ? "working group" : "group");
      const circle = ops[0]!.id;
      const expected = resolve(forgotten(ops), circle);
      for (const { reason } of expected!.refused) reasons.add(reason);
      const text = printed(expected);
      expectNoGhosts(expected!, ops);
      // Verdicts remembered from partial copies, one operation at a time, are those of the whole read at once.
      expect(printed(resolve(byId(ops), circle))).toBe(text);
      for (let i = 0; i < shuffles / worlds; i++) {
        const order = shuffled(ops, pick);
        expectGrown(order, { circle, text, stops: i % 100 === 0 ? everyStop(order) : [laterStop(order, pick)] });
        // Each was read without any verdict at its stop already: the whole of it in one of eight.
        if (i % 8 === 0) expect(printed(resolve(forgotten(order), circle))).toBe(text);
      }
    }
    // A test of order proves nothing on worlds where nothing ever clashed.
    const clashes = ["held", "not-a-member", "no-invite", "known-member", "removed", "too-few-signatures", "forked"];
    expect([...reasons]).toEqual(expect.arrayContaining(clashes));
  }, 3_600_000);

  test("every prefix, grown one operation at a time, is what reading it at once gives", async () => {
    const pick = chance(seed + 2);
    for (const rule of ["group", "working group"] as const) {
      const ops = await busyOps(modelPrimitives({ seed }), pick, 50, rule);
      const grown = new Map<OpId, Op>();
      for (const op of shuffled(ops, pick)) {
        grown.set(op.id, op);
        const now = resolve(grown, ops[0]!.id);
        expect(printed(now)).toBe(printed(resolve(forgotten([...grown.values()]), ops[0]!.id)));
      }
    }
  }, 60_000);

  test("and hearing one operation at a time ends where hearing all at once does", async () => {
    const pick = chance(seed + 1);
    const ops = await busyOps(modelPrimitives({ seed }), pick, 60);
    const grown = new Map<OpId, Op>();
    for (const op of shuffled(ops, pick)) {
      grown.set(op.id, op);
      resolve(grown, ops[0]!.id);
    }
    expect(printed(resolve(grown))).toBe(printed(resolve(forgotten(ops))));
  });

  test("who follows both branches is judged by both, when all is read at once", async () => {
    const { log, alice, bob, carol } = await group();
    await log.bringIn(alice, bob);
    const [here, there] = [log.fork(), log.fork()];
    await here.bringIn(alice, carol);
    const relays: OpBody = { kind: "relays", relays: [{ url: "ws://relay.example", key: new Uint8Array(32) }] };
    for (let i = 0; i < 3; i++) await there.write(bob, relays);
    const both = here.merge(there);
    await both.write(carol, relays);
    expect(resolve(forgotten([...both.ops.values()]))!.refused).toEqual([]);
  });

  /** One log as a device hears it: verdicts are remembered from stop to stop, and each stop is also read without any. */
  function expectGrown(order: readonly Op[], o: { circle: OpId; text: string; stops: readonly number[] }) {
    const heard = [...forgotten(order).values()];
    for (const stop of o.stops) {
      const prefix = heard.slice(0, stop);
      const grown = printed(resolve(byId(prefix), o.circle));
      expect(grown).toBe(printed(resolve(forgotten(prefix), o.circle)));
    }
    expect(printed(resolve(byId(heard), o.circle))).toBe(o.text);
  }
  const byId = (ops: readonly Op[]) => new Map<OpId, Op>(ops.map((op) => [op.id, op]));
  const everyStop = (order: readonly Op[]) => order.map((_, i) => i + 1);
  /** Of two places the later: a short prefix mostly waits for its parents, and says little. */
  const laterStop = ({ length }: readonly Op[], pick: Pick) => 1 + Math.max(pick(length), pick(length));
  /** K17 whoever belongs was brought in by somebody who belongs, back to the founder. */
  function expectNoGhosts(m: Membership, ops: readonly Op[]) {
    const author = new Map(ops.map((op) => [op.id, Buffer.from(op.by).toString("hex")]));
    const belongs = new Set(
      [...m.devices.values(), ...m.lost.values()].map(({ card }) => Buffer.from(card.sign).toString("hex")),
    );
    for (const device of m.devices.values()) expect(belongs.has(author.get(device.by)!)).toBe(true);
  }
  function printed(m: Membership | null): string {
    return JSON.stringify(m, (_key, value) => (value instanceof Map ? [...value] : value));
  }
});

test("a log of a thousand operations resolves, in a line and in two long branches", async () => {
  const p = modelPrimitives({ seed });
  const { log, alice } = await group(p);
  const body = (branch: number): OpBody => ({
    kind: "relays",
    relays: [{ url: `ws://${branch}`, key: new Uint8Array(32) }],
  });
  for (const branches of [1, 2]) {
    const ops = new Map(log.ops);
    const heads: OpId[][] = Array.from({ length: branches }, () => [log.circle]);
    for (let i = 0; i < 1000; i++) {
      const branch = i % branches;
      const parents = heads[branch]!;
      const op = await signOp(p, { circle: log.circle, parents, body: body(branch), device: alice.device });
      ops.set(op.id, op);
      heads[branch] = [op.id];
    }
    const m = resolve(ops)!;
    expect(m.heads).toHaveLength(branches);
    expect(m.refused).toEqual([]);
  }
});
