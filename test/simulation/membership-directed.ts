// What happens too seldom by chance for a wrong rule to be noticed by it: two who race one invitation, one person's devices
// that sign as if they were several people, a new key lent to somebody who is gone. Of no weight in an ordinary group; a
// directed one gives them some.
import {
  admitBody,
  assemble,
  cutOf,
  type Kid,
  neededFor,
  newInvitation,
  newMemberId,
  type OpBody,
  openRequest,
  sealRequest,
} from "@fogata/keys";
import { type Attack, person } from "@fogata/keys/testing";
import type { Device } from "./device.ts";
import { type Able, day, relayUrl, type Story } from "./membership.ts";
import type { Deed } from "./membership-deeds.ts";
import type { Hostile } from "./membership-hostile.ts";
import { signaturesOf } from "./membership-people.ts";

export interface Hands {
  handOf(device: Device): Hostile;
  /** One move of this person alone. */
  move(by: Story["people"][number], name: string, attack: Attack): void;
}

export function createDirected(story: Story, { handOf, move }: Hands): Deed[] {
  const { world, p, people, relay, circle } = story;
  const { chance } = world;
  let lent = 500_000;

  const able = () => story.able().filter(({ who, client }) => !who.hostile && isFull(client.membership(), who.member));
  /** Two of somebody's devices that are apart let in one each, by an invitation that is good for one. */
  function race(): void {
    const pairs = able().flatMap((one) => able().filter(({ who, device }) => who === one.who && device !== one.device));
    const one = chance.some(pairs);
    if (one) story.begin(invite(one, { least: 2, most: 1, mayTry: ({ who }) => who === one.who }));
  }
  /** Somebody lets in by an invitation that is another's. */
  function takeInvitation(): void {
    const one = chance.some(able());
    if (one) story.begin(invite(one, { least: 1, most: 0, mayTry: ({ who }) => who !== one.who }));
  }
  /** Somebody lets in by an invitation of theirs that they have withdrawn. */
  function useWithdrawn(): void {
    const one = chance.some(able());
    if (one)
      story.begin(invite(one, { least: 1, most: 0, mayTry: ({ client }) => client === one.client, withdrawn: true }));
  }
  type Try = { least: number; most: number; mayTry(one: Able): boolean; withdrawn?: boolean };
  async function invite({ client }: Able, { least, most, mayTry, withdrawn = false }: Try): Promise<void> {
    const expiresAt = world.now() + 30 * day;
    const invitation = await newInvitation(p, { relay: { url: relayUrl, key: relay.key }, expiresAt });
    const invite = await client.write(invitation.body);
    if (!invite.ok) return;
    if (withdrawn && !(await client.write({ kind: "revoke", invite: invite.value.id })).ok) return;
    // Until their devices have heard of it.
    world.after(5_000, () => {
      const trying = able().filter(mayTry);
      const knowing = trying.filter((one) => one.client.membership().invites.has(invite.value.id));
      if (knowing.length < least) return;
      const members = knowing.slice(0, least).map(() => newMemberId(p));
      story.raced.push({ members, most });
      story.begin(
        Promise.all(
          members.map(async (member, i) => {
            const { client } = knowing[i]!;
            const device = await story.born();
            const bytes = await sealRequest(p, { link: invitation.link, device, name: `Racer ${i}` });
            const request = await openRequest(p, {
              bytes,
              receiveSeed: invitation.receiveSeed,
              invite: invitation.body,
            });
            const known = client.membership().invites.get(invite.value.id);
            if (!request.ok || !known) return;
            const done = await client.write(
              admitBody({ invite: known, request: request.value, member, at: world.now() }),
            );
            if (done.ok) world.count("raced for an invitation");
          }),
        ),
      );
    });
  }

  /** Somebody hostile adds devices of their own, and removes somebody with a signature of each. */
  function sign(): void {
    const by = chance.some(people.filter(({ hostile, founder }) => hostile && founder));
    const victim = chance.some(people.filter(({ hostile }) => !hostile));
    if (!by || !victim) return;
    move(by, "two devices, two voices", async ({ log }) => {
      const hands = [by, ...(await Promise.all(["phone", "tablet"].map(() => person(p, by.name))))];
      const theirs = hands.map(({ device }) => ({ ...by, device }));
      for (const further of theirs.slice(1)) await log.device(by, further);
      await log.remove(victim, theirs);
    });
  }

  /** Of those who must sign a removal one is missing, and whom it is about signs in their place. */
  async function signOwn({ client }: Able): Promise<void> {
    const m = client.membership();
    const target = chance.some(people.filter(({ member }) => m.members.get(member)?.full));
    if (!target || m.frozen) return;
    const signers = [target, ...people.filter((who) => who !== target && m.members.get(who.member)?.full)]
      .flatMap(({ devices }) => devices.find(({ start }) => m.devices.has(start.device.id)) ?? [])
      .slice(0, neededFor(m, target.member))
      .map(({ start }) => start.device);
    const cut = cutOf(m, target.member, client.accepted() as never);
    const says = { target: target.member, why: new Uint8Array(32).fill(7), policy: m.policy.id, cut };
    const signatures = await signaturesOf(p, circle, "remove", says, signers);
    await client.write(assemble("remove", says, signatures) as OpBody);
    world.count("a removal signed by whom it is about");
  }
  /** Somebody pauses somebody by a signature of their own alone. */
  async function pauseAlone({ client, who, device }: Able): Promise<void> {
    const victim = chance.some(people.filter((one) => one !== who && client.membership().members.has(one.member)));
    if (!victim) return;
    const at = world.now();
    const says = { target: { kind: "member", member: victim.member }, at, until: at + day } as const;
    const signatures = await signaturesOf(p, circle, "pause", says, [device.start.device]);
    await client.write(assemble("pause", says, signatures) as OpBody);
    world.count("paused by one alone");
  }
  const byOne = (deed: (one: Able) => Promise<void>) => () => {
    const one = chance.some(able());
    if (one) story.begin(deed(one));
  };

  /** Of the numbers up to a million it leaves out nearly all, unsaid. */
  function leaveOut(): void {
    const by = chance.some(people.filter(({ hostile, devices }) => hostile && devices.length > 0));
    if (by) story.begin(handOf(by.devices[0]!).scribble(chance.pick(story.docs)));
  }
  /** Somebody who is gone writes under the present key, below the line that was drawn. */
  function lend(): void {
    const witness = chance.some(story.able().filter(({ who }) => !who.hostile));
    const m = witness?.client.membership();
    const epoch = m?.preferred ? m.epochs.get(m.preferred) : undefined;
    if (!witness || !m || !epoch) return;
    const gone = people
      .flatMap(({ devices }) => devices)
      .filter(({ start: { device } }) => {
        const ended = m.lost.get(device.id);
        return (ended?.cut ?? 0) > lent && epoch.closedTo.some(({ id, end }) => id === device.id && end === ended?.end);
      });
    const device = chance.some(gone);
    const key = witness.device.disk.get(`circle/${circle}/epoch/${epoch.kid satisfies Kid}`);
    if (!device || !key) return;
    const doc = chance.pick(story.docs);
    world.count("a key lent to somebody gone");
    story.begin(
      handOf(device)
        .writeUnder({ key, n: lent++, doc })
        .then((hash) => story.lent.set(hash, doc)),
    );
  }

  return [
    [0, "race", race],
    [0, "another's invitation", takeInvitation],
    [0, "withdrawn invitation", useWithdrawn],
    [0, "sign twice", sign],
    [0, "sign one's own removal", byOne(signOwn)],
    [0, "pause alone", byOne(pauseAlone)],
    [0, "leave out numbers", leaveOut],
    [0, "lend a key", lend],
  ];
}

const isFull = (m: ReturnType<Able["client"]["membership"]>, member: Able["who"]["member"]) =>
  m.members.get(member)?.full === true;
