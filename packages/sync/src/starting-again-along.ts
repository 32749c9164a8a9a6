// "I have started again; come along": said in the old group to whom one chooses, with a link into the new one. To everybody
// it is said openly in the group; to some it is sealed to each of their devices, and the others see only that it was said.
// Whoever comes says so back, sealed to who called: which device of the new group is theirs.
import { type DeviceKeys, type MemberId, type Membership, openAlong, type Primitives, sealAlong } from "@fogata/keys";
import type { AlongView, CallFault } from "./belonging.types.ts";
import type { Client } from "./client.types.ts";
import type { Clock, Result } from "./ports.ts";
import { fromHex, toHex } from "./record.ts";
import type { Said } from "./said.ts";
import { noDoc } from "./sealer.ts";

const [toAll, toSome, back] = ["come-along", "come-along-sealed", "came-along"];
/** As many as one link is good for. */
export const calledMax = 50;
/** Devices of one person that fit into one statement. */
const boxesMax = 6;

/** Who says that they come, by which invitation, as which device there. */
export interface Came {
  member: MemberId;
  invitation: string;
  device: string;
}
export interface Along {
  views(): AlongView[];
  /** Those who said so to me, each with a device that belongs here. */
  came(): Came[];
  /** To who called me with this link: the device that asks with it is mine. */
  answer(link: string, o: Omit<Came, "member">): Promise<void>;
  /** Those whom I have called already. */
  called(): MemberId[];
  /** Opens what was said since. */
  look(): Promise<void>;
  /** `invite`: a link into the new group for so many. */
  call(
    to: readonly string[] | null,
    invite: (to: readonly MemberId[]) => Promise<Result<string, CallFault>>,
  ): Promise<Result<null, CallFault>>;
}

export function createAlong(o: {
  p: Primitives;
  clock: Clock;
  client: Pick<Client, "membership" | "state">;
  member: MemberId;
  device: DeviceKeys;
  all(): readonly Said[];
  changed(): void;
}): Along {
  /** By statement: what opened here, if anything did. */
  const opened = new Map<string, string | null>();
  /** Said since this device was opened: a request is made once. */
  const answered = new Set<string>();
  /** Who called and then left, or was parted with, has called all the same. */
  const isKnown = (m: Membership, member: string) =>
    m.members.has(member as MemberId) || m.gone.has(member as MemberId);
  const mine = (text: unknown) => typeof text === "string" && text.split(" ").includes(o.member);

  function linkOf({ statement, hash }: Said): string | null {
    const { link, to } = statement.details;
    if (statement.what === toAll) return typeof link === "string" && mine(to) ? link : null;
    return opened.get(hash) ?? null;
  }

  async function state(what: string, link: string, details: Record<string, string>): Promise<Result<null, CallFault>> {
    const text = toHex(await o.p.sha256(new TextEncoder().encode(link)));
    const said = await o.client.state({ doc: noDoc, text, what, details, time: o.clock.now() });
    if (said.ok) return { ok: true, value: null };
    return { ok: false, reason: said.reason === "device-full" ? "device-full" : "gone" };
  }

  /** S75 One statement for each, sealed to their devices: nobody learns from it who else was called. */
  async function sealed(what: string, member: MemberId, link: string): Promise<Result<null, CallFault>> {
    const m = o.client.membership();
    const devices = m.members.get(member)?.devices.slice(-boxesMax) ?? [];
    const boxes = await Promise.all(
      devices.map((id) => sealAlong(o.p, { to: m.devices.get(id)!.card.receive, link }).then(toHex)),
    );
    return state(what, toHex(o.p.randomBytes(16)), Object.fromEntries(boxes.map((box, i) => [`box:${i}`, box])));
  }

  const self: Along = {
    views() {
      const m = o.client.membership();
      const latest = new Map<string, AlongView>();
      for (const one of o.all()) {
        const { what, member, time } = one.statement;
        if ((what !== toAll && what !== toSome) || member === o.member || !isKnown(m, member)) continue;
        const link = linkOf(one);
        // Of two by one person the later counts: the first may have ended.
        if (link !== null) latest.set(member, { id: one.hash, by: member, at: time, link });
      }
      return [...latest.values()];
    },
    came() {
      const m = o.client.membership();
      return o.all().flatMap(({ statement: { what, member }, device, hash }): Came[] => {
        const said = what === back && m.devices.get(device)?.member === member ? opened.get(hash) : null;
        const [, invitation, as] = /^([0-9a-f]{64}) ([0-9a-f]{32})$/.exec(said ?? "") ?? [];
        return invitation && as ? [{ member, invitation, device: as }] : [];
      });
    },
    async answer(link, { invitation, device }) {
      const call = self.views().find((one) => one.link === link);
      const member = call?.by as MemberId | undefined;
      const again = `${invitation} ${device}`;
      // Who has left can read nothing here any more: for them it is four words.
      if (member && o.client.membership().members.has(member) && !answered.has(again))
        await sealed(back, member, again);
      answered.add(again);
    },
    called() {
      const by = o.all().filter(({ statement }) => statement.member === o.member && statement.what === toAll);
      return [...new Set(by.flatMap(({ statement }) => String(statement.details.to).split(" ") as MemberId[]))];
    },
    async look() {
      let some = false;
      for (const { statement, hash } of o.all()) {
        if ((statement.what !== toSome && statement.what !== back) || opened.has(hash)) continue;
        opened.set(hash, null);
        for (const [key, box] of Object.entries(statement.details)) {
          if (!key.startsWith("box:") || typeof box !== "string" || !/^([0-9a-f]{2})+$/.test(box)) continue;
          const link = await openAlong(o.p, { bytes: fromHex(box), device: o.device });
          if (link === null) continue;
          opened.set(hash, link);
          some = true;
        }
      }
      if (some) o.changed();
    },
    async call(to, invite) {
      const m = o.client.membership();
      if (!m.devices.has(o.device.id)) return { ok: false, reason: "gone" };
      const others = [...m.members.keys()].filter((member) => member !== o.member);
      const wanted = others.filter((member) => to === null || to.includes(member)).sort();
      if (wanted.length === 0) return { ok: false, reason: "nobody" };
      for (let i = 0; i < wanted.length; i += calledMax) {
        const some = wanted.slice(i, i + calledMax);
        const link = await invite(some);
        if (!link.ok) return link;
        if (to === null) {
          const said = await state(toAll, link.value, { link: link.value, to: some.join(" ") });
          if (!said.ok) return said;
          continue;
        }
        for (const member of some) {
          const said = await sealed(toSome, member, link.value);
          if (!said.ok) return said;
        }
      }
      return { ok: true, value: null };
    },
  };
  return self;
}
