// What takes several people: removals, pauses, numbers, recoveries. The world carries the paper from one to the next over
// days; nobody has to be online to sign, and whoever is, when enough have signed, writes it into the log.
import {
  assemble,
  type Certificates,
  cardOf,
  cutOf,
  type DeviceKeys,
  type MemberId,
  type Membership,
  neededFor,
  type OpBody,
  recoveryWaitMs,
  type Signature,
  signConsent,
} from "@fogata/keys";
import { type Able, day, type Story } from "./membership.ts";
import { markOf, type Someone, signaturesOf, startOf } from "./membership-people.ts";

type Kind = "remove" | "pause" | "policy";

export function createCeremonies(story: Story) {
  const { world, p, people, said, circle } = story;
  const { chance } = world;
  const honest = () => story.able().filter(({ who }) => !who.hostile);
  const someFull = () =>
    chance.some(honest().filter(({ who, client }) => client.membership().members.get(who.member)?.full));

  /** Honest full members without the one it is about, each by a device that belongs. */
  function signersIn(m: Membership, about: MemberId | null): { who: Someone; device: DeviceKeys }[] {
    return people.flatMap((who) => {
      const member = m.members.get(who.member);
      const device = who.devices.find(({ start }) => m.devices.has(start.device.id));
      const isAsked = !who.hostile && member?.full && who.member !== about && device !== undefined;
      return isAsked ? [{ who, device: device.start.device }] : [];
    });
  }
  /** Those in league must not come to be the larger part of the group, by the group's own doing. */
  function maySpare(m: Membership, who: Someone): boolean {
    if (who.hostile || !m.members.get(who.member)?.full) return true;
    const full = people.filter((one) => !one.hostile && m.members.get(one.member)?.full).length;
    return full > 3 && !(who.founder && people.filter(({ hostile }) => hostile).length > 1);
  }

  /** Signed one after the other, hours or days apart; then written by whoever is there. */
  function gather<K extends keyof Certificates>(
    kind: K,
    says: Certificates[K],
    signers: readonly DeviceKeys[],
    done: (body: OpBody) => void,
  ): void {
    const signatures: Signature[] = [];
    const next = async (): Promise<void> => {
      const signer = signers[signatures.length];
      if (!signer) return done(assemble(kind, says, signatures) as OpBody);
      signatures.push(...(await signaturesOf(p, circle, kind, says, [signer])));
      world.count("signature on paper");
      if (chance.often(0.2)) world.leap(chance.below(2 * day));
      world.after(chance.around(800), () => story.begin(next()));
    };
    story.begin(next());
  }

  function ask(kind: Kind): void {
    const asker = someFull();
    if (!asker) return;
    const m = asker.client.membership();
    if (kind === "policy") {
      askNumbers(m);
      return;
    }
    const target = chance.some(
      people.filter((who) => who !== asker.who && m.members.has(who.member) && maySpare(m, who)),
    );
    if (!target) return;
    const signers = signersIn(m, target.member);
    const needed = kind === "pause" ? 2 : neededFor(m, target.member);
    if (m.frozen || signers.length < needed) return;
    const devices = signers.slice(0, needed).map(({ device }) => device);
    if (kind === "pause") askPause(target, devices);
    else askRemoval(asker, m, target, devices);
  }
  function askRemoval(asker: Able, m: Membership, target: Someone, devices: readonly DeviceKeys[]): void {
    const says = {
      target: target.member,
      why: new Uint8Array(32).fill(7),
      policy: m.policy.id,
      cut: cutOf(m, target.member, asker.client.accepted() as never),
    };
    gather(
      "remove",
      says,
      devices,
      (body) => void story.begin(write(body, () => said.removed.add(target.member), "removal")),
    );
  }
  function askPause(target: Someone, devices: readonly DeviceKeys[]): void {
    const one = chance.some(target.devices)!.start.device.id;
    const about = chance.often(0.5)
      ? ({ kind: "member", member: target.member } as const)
      : ({ kind: "device", device: one } as const);
    const at = world.now();
    const says = { target: about, at, until: at + Math.round(day * (0.5 + 6 * chance.next())) };
    gather("pause", says, devices, (body) => void story.begin(write(body, () => {}, "pause")));
  }
  function askNumbers(m: Membership): void {
    const signers = signersIn(m, null);
    const full = [...m.members.values()].filter((member) => member.full).length;
    if (signers.length < neededFor(m, null) || full < 4) return;
    const says = { removal: Math.max(2, Math.ceil(full / 2)), welcomes: 2 + chance.below(2), after: m.policy.id };
    const devices = signers.map(({ device }) => device);
    gather("policy", says, devices, (body) => void story.begin(write(body, () => {}, "numbers chosen")));
  }

  /** Said beforehand: it may be written and the power gone before anybody is told. */
  async function write(body: OpBody, isSaid: () => void, count: string): Promise<string | null> {
    const writer = chance.some(honest());
    if (!writer) return null;
    isSaid();
    said.certified.add(markOf(body));
    const done = await writer.client.write(body);
    if (!done.ok) return null;
    const { refused } = writer.client.membership();
    world.count(refused.some(({ id }) => id === done.value.id) ? `${count}, refused` : count);
    return done.value.id;
  }

  /** Two people, each removed by all the others, in two places that do not know of each other. */
  async function cross(among: "newcomers" | "everybody" = "newcomers"): Promise<void> {
    const [here, there] = [someFull(), someFull()];
    if (!here || !there || here.device === there.device) return;
    const m = here.client.membership();
    if (m.heads.join() !== there.client.membership().heads.join() || m.frozen) return;
    const targets = people.filter(
      (who) => !who.hostile && !(who.founder && among === "newcomers") && m.members.get(who.member)?.full,
    );
    const [one, other] = targets.length > 1 ? targets : people.filter(({ hostile }) => !hostile);
    if (!one || !other || !maySpare(m, one) || !maySpare(m, other)) return;
    const sides = [
      { by: here, target: one },
      { by: there, target: other },
    ];
    if (sides.some(({ target }) => signersIn(m, target.member).length < neededFor(m, target.member))) return;
    if (
      people.filter((who) => !who.hostile && m.members.get(who.member)?.full).length < (among === "newcomers" ? 5 : 4)
    )
      return;
    const written = await Promise.all(
      sides.map(async ({ by, target }) => {
        const signers = signersIn(m, target.member).map(({ device }) => device);
        const cut = cutOf(m, target.member, by.client.accepted() as never);
        const says = { target: target.member, why: new Uint8Array(32).fill(7), policy: m.policy.id, cut };
        const body = assemble("remove", says, await signaturesOf(p, circle, "remove", says, signers)) as OpBody;
        said.removed.add(target.member);
        return by.client.write(body);
      }),
    );
    const removals = written.flatMap((done) => (done.ok ? [done.value.id] : []));
    if (removals.length === 2) {
      story.crossed.push({ members: [one.member, other.member], removals });
      world.count("removals that cross");
    }
  }

  /** Somebody has lost their last device: others sign a new one in, and three days later somebody says that it is so. */
  async function recover(): Promise<void> {
    const asker = someFull();
    const m = asker?.client.membership();
    const target = chance.some(
      people.filter(
        (who) => m?.members.has(who.member) && who !== asker?.who && !who.hostile && who.devices.length < 3,
      ),
    );
    if (!asker || !m || !target) return;
    const signers = signersIn(m, target.member);
    const needed = neededFor(m, target.member);
    const lost = [...(m.members.get(target.member)?.devices ?? [])].sort();
    // Whoever still has devices that only this one does not know of would find them all gone.
    if (signers.length < needed || lost.length < target.devices.filter(isTheirs).length) return;
    const device = await story.born();
    target.made.add(device.id);
    const consent = await signConsent(p, { circle, member: target.member, device });
    const says = { member: target.member, device: cardOf(device), consent, lost, at: world.now() };
    const keys = signers.slice(0, needed).map((one) => one.device);
    gather("recover", says, keys, (body) => {
      for (const id of lost) said.dropped.add(id);
      story.begin(write(body, () => {}, "recovery claimed").then((claim) => claim && wait(claim, target, device)));
    });
  }
  const isTheirs = ({ start }: { start: { device: DeviceKeys } }) => !said.dropped.has(start.device.id);

  function wait(claim: string, target: Someone, device: DeviceKeys): void {
    // Now and then it was not them, and any device of theirs says no.
    const owner = honest().find(({ who }) => who === target);
    if (owner && chance.often(0.4))
      world.after(chance.around(2_000), () =>
        story.begin(
          owner.client.write({ kind: "veto", claim: claim as never }).then(() => world.count("recovery refused")),
        ),
      );
    world.after(3_000, () => world.leap(recoveryWaitMs));
    world.after(6_000, () => {
      const other = honest().find(
        ({ who, client }) => who !== target && client.membership().claims.has(claim as never),
      );
      if (other) story.begin(complete(other, claim, target, device));
    });
  }
  async function complete({ client, device: by }: Able, claim: string, target: Someone, device: DeviceKeys) {
    if (client.membership().leaves.length !== client.forNewcomer().epochs.length) return;
    const done = await client.write({ kind: "recovered", claim: claim as never, at: world.now() });
    if (!done.ok || !client.membership().devices.has(device.id)) return;
    story.letInBy.set(device.id, by.start.device.id);
    world.count("recovered");
    story.addDevice(target, startOf(client, circle, device));
  }

  return { ask, cross, recover };
}
