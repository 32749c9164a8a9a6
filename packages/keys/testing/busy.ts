// A group's busy days on several copies of its log: everybody does a little of everything, now and then hearing of the
// others, some of it wrong. For properties of order, for vectors, and for whoever needs a log with everything in it.
import { assemble, certificateTextOf, cutOf, signCertificate } from "../src/certificate.ts";
import { cardOf } from "../src/identity.ts";
import { recoveryWaitMs } from "../src/principles.ts";
import type { Kid, OpBody, OpId, Primitives } from "../src/types.ts";
import { oneOf, type Pick, shuffled } from "./chance.ts";
import { Log, type Person, person } from "./story.ts";

interface Busy {
  log: Log;
  people: Person[];
  pick: Pick;
  step: number;
}
type Deed = (w: Busy) => Promise<unknown>;
const day = 24 * 60 * 60 * 1000;
const some = ({ people, pick }: Busy) => oneOf(people, pick)!;
/** Mostly somebody who belongs. */
function author(w: Busy): Person {
  const here = w.people.filter(({ device }) => w.log.now.devices.has(device.id));
  return w.pick(8) === 0 || here.length === 0 ? some(w) : oneOf(here, w.pick)!;
}
/** Mostly all that is known; now and then some moment long past. */
function parents({ log, pick }: Busy): OpId[] {
  return pick(7) === 0 ? [oneOf([...log.ops.keys()], pick)!] : log.now.heads;
}
async function certify(w: Busy, kind: "remove" | "pause" | "policy" | "recover" | "welcome+" | "unseat", says: never) {
  const { log, pick } = w;
  const full = w.people.filter(({ member }) => log.now.members.get(member)?.full);
  const signers = shuffled(full, pick).slice(0, 1 + pick(full.length + 1));
  const text = certificateTextOf(log.circle, kind, says);
  const signatures = await Promise.all(signers.map(({ device }) => signCertificate(log.p, { text, device })));
  return log.write(author(w), assemble(kind, says, signatures) as OpBody, parents(w));
}

const coming: Deed[] = [
  async (w) => w.log.invitation(author(w), { uses: 1 + w.pick(2), parents: parents(w) }),
  async (w) => {
    const invitation = oneOf(w.log.invitations, w.pick);
    const newcomer = w.pick(3) === 0 ? some(w) : await person(w.log.p, `Guest ${w.step}`);
    if (!invitation) return;
    const inviter = w.people.find(({ device }) => device.sign.publicKey === invitation.op.by) ?? author(w);
    await w.log.admit(w.pick(6) === 0 ? author(w) : inviter, invitation, newcomer, parents(w));
    if (!w.people.includes(newcomer)) w.people.push(newcomer);
  },
  async (w) => w.log.write(author(w), { kind: "welcome", members: [some(w).member] }, parents(w)),
];
const inGroups: Deed[] = [
  async (w) => {
    const invitation = oneOf(w.log.invitations, w.pick);
    if (invitation) await w.log.write(author(w), { kind: "revoke", invite: invitation.op.id }, parents(w));
  },
  async (w) => {
    for (const { id, held } of w.log.now.invites.values())
      if (held.length > 0)
        return w.log.write(author(w), { kind: "settle", invite: id, admit: w.pick(3) === 0 ? null : held[0]! });
  },
  async (w) =>
    w.log.write(author(w), { kind: "welcome", members: [...new Set([some(w).member, some(w).member])].sort() }),
  async (w) => w.log.write(author(w), { kind: "objection", member: some(w).member }, parents(w)),
  async (w) => certify(w, "welcome+", { member: some(w).member, policy: w.log.now.policy.id } as never),
  async (w) => {
    if (w.pick(3) > 0) return;
    const target = some(w).member;
    const cut = cutOf(w.log.now, target, new Map());
    return certify(w, "remove", { target, why: new Uint8Array(32), policy: w.log.now.policy.id, cut } as never);
  },
  async (w) => {
    const who = some(w);
    const target = w.pick(2) === 0 ? { kind: "member", member: who.member } : { kind: "device", device: who.device.id };
    const at = w.pick(60) * day;
    return certify(w, "pause", { target, at, until: at + day } as never);
  },
  async (w) => {
    const removal = w.pick(2) === 0 ? null : 2 + w.pick(2);
    return certify(w, "policy", { removal, welcomes: null, after: w.log.now.policy.id } as never);
  },
  async (w) => {
    const who = some(w);
    const fresh = { ...(await person(w.log.p, `new ${w.step}`)), member: who.member };
    const signers = w.people.filter(({ member }) => w.log.now.members.get(member)?.full).slice(0, 4);
    if (signers.length > 0) await w.log.recover(who, fresh, signers, w.step);
    w.people.push(fresh);
  },
  async (w) => {
    const claim = oneOf([...w.log.now.claims.keys()], w.pick);
    if (claim === undefined) return;
    const body: OpBody =
      w.pick(3) === 0 ? { kind: "veto", claim } : { kind: "recovered", claim, at: recoveryWaitMs + w.pick(100) };
    await w.log.write(author(w), body, parents(w));
  },
];
const inBoth: Deed[] = [
  async (w) => {
    const by = author(w);
    const further = { ...(await person(w.log.p, `phone ${w.step}`)), member: by.member };
    await w.log.device(by, further, parents(w));
    w.people.push(further);
  },
  async (w) => {
    const by = author(w);
    const own = w.people.filter(({ member, device }) => member === by.member && device !== by.device);
    const dropped = oneOf(own.length > 0 ? own : w.people, w.pick)!;
    if (own.length > 0 || w.pick(4) === 0) await w.log.drop(by, dropped, w.pick(9), parents(w));
  },
  async (w) => w.pick(9) === 0 && w.log.write(author(w), { kind: "leave" }, parents(w)),
  async (w) => w.log.write(author(w), { kind: "name", name: `Name ${w.step}` }, parents(w)),
  async (w) => {
    const relays = [{ url: `ws://${w.pick(9)}`, key: new Uint8Array(32) }];
    await w.log.write(author(w), { kind: "relays", relays }, parents(w));
  },
  async (w) => w.log.rotate(author(w), w.pick(60) * day),
  async (w) => {
    const kids = [...w.log.now.epochs.keys()];
    const [kid, to] = [oneOf(kids, w.pick), oneOf(kids, w.pick)] as [Kid | undefined, Kid | undefined];
    if (kid && to && kid !== to) await w.log.write(author(w), { kind: "frozen", kid, to });
  },
  async (w) => w.log.write(author(w), { kind: "audience", commitment: new Uint8Array(32).fill(w.pick(9)) }),
];
const inWorkingGroups: Deed[] = [
  async (w) => {
    const fresh = await person(w.log.p, `Seat ${w.step}`);
    const who = w.pick(3) === 0 ? some(w) : fresh;
    const until = w.pick(2) === 0 ? null : w.pick(60) * day;
    const devices = [cardOf(who.device)];
    const body: OpBody = { kind: "seat", member: who.member, name: who.name, devices, until, at: w.step };
    await w.log.write(author(w), body, parents(w));
    if (who === fresh) w.people.push(fresh);
  },
  async (w) => {
    const { member } = some(w);
    const seat = w.log.now.members.get(member)?.admittedBy ?? w.log.circle;
    return certify(w, "unseat", { member, seat } as never);
  },
  async (w) => {
    const { member } = some(w);
    const seated = w.log.now.members.get(member);
    const [seat, because] = [seated?.admittedBy ?? w.log.circle, w.log.now.heads[0]!];
    const device = w.pick(2) === 0 ? null : (seated?.devices[0] ?? null);
    await w.log.write(author(w), { kind: "lapse", member, seat: seat as OpId, device, because }, parents(w));
    const target = { kind: "member", member } as const;
    if (device === null)
      await w.log.write(author(w), { kind: "paused", target, at: 0, until: day, because }, parents(w));
  },
];

/** One hand in two places: an invitation used in both, and somebody welcomed in both. */
async function race(w: Busy, there: Log): Promise<void> {
  const by = author(w);
  const invitation = await w.log.invite(by);
  there.merge(w.log);
  for (const log of [w.log, there]) {
    await log.admit(by, invitation, await person(log.p, `Racer ${w.step}`));
    const newcomers = [...log.now.members.values()].filter(({ full }) => !full).map(({ id }) => id);
    if (newcomers.length > 0) await log.write(by, { kind: "welcome", members: newcomers.sort() });
  }
}

/** `steps` deeds over `copies` copies that hear of each other now and then; gives the whole. */
export async function busyLog(
  p: Primitives,
  pick: Pick,
  o: { steps: number; copies?: number; rule?: "group" | "working group" },
): Promise<Log> {
  const people: Person[] = [];
  // One after the other, so that one seed draws the same keys wherever it runs.
  for (const name of ["Alice", "Bob", "Carol", "Dan"]) people.push(await person(p, name));
  const group = await Log.foundTogether(p, people.slice(0, 3));
  const log = o.rule === "working group" ? await group.open(people.slice(0, 3)) : group;
  const copies = [log, ...Array.from({ length: (o.copies ?? 4) - 1 }, () => log.fork())];
  // Coming and welcoming are commoner than the rest, or soon nobody would be left.
  const own = o.rule === "working group" ? inWorkingGroups : [...inGroups, ...coming, ...coming];
  const deeds = [...inBoth, ...own, ...own];
  for (let step = 0; step < o.steps; step++) {
    const here = oneOf(copies, pick)!;
    if (pick(4) === 0) here.merge(oneOf(copies, pick)!);
    await oneOf(deeds, pick)!({ log: here, people, pick, step });
    if (step % 10 === 5 && o.rule !== "working group")
      await race({ log: here, people, pick, step }, oneOf(copies, pick)!);
  }
  return log.merge(...copies);
}
