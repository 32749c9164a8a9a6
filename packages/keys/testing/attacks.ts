// What hostile members try against a group's log, one move at a time: each writes what a patched app could write, over
// whatever past it likes. None may end in power nobody gave. For this package's properties and the simulator's worlds.
import { assemble, certificateTextOf, cutOf, signCertificate } from "../src/certificate.ts";
import { cardOf } from "../src/identity.ts";
import { signConsent } from "../src/operation.ts";
import { recoveryWaitMs } from "../src/principles.ts";
import type { Kid, MemberId, OpBody, OpId } from "../src/types.ts";
import { oneOf, type Pick } from "./chance.ts";
import { type Log, type Person, person } from "./story.ts";

export interface Plot {
  /** A copy of the log to write into. */
  log: Log;
  /** Members in league, first the one who writes; each may have silent further devices as people of their own. */
  league: Person[];
  /** People they made up, with devices they hold. */
  puppets: Person[];
  /** Somebody honest they would like to be rid of. */
  victim: Person;
  pick: Pick;
}
export type Attack = (plot: Plot) => Promise<void>;

/** Some past: now, or one operation of long ago, as if nothing since had happened. */
function somePast({ log, pick }: Plot): OpId[] {
  return pick(3) === 0 ? log.now.heads : [oneOf([...log.ops.keys()], pick)!];
}
const all = ({ league, puppets }: Plot) => [...league, ...puppets];

export const attacks = {
  /** Brings in people who do not exist, now or long ago. */
  async invented(plot) {
    const { log, league, puppets, pick } = plot;
    const by = oneOf(all(plot), pick)!;
    const puppet = await person(log.p, `Puppet ${puppets.length}`);
    const parents = somePast(plot);
    const relay = { url: "ws://relay.example", key: log.p.randomBytes(32) };
    const invitation = await log.invitation(by, { relay, parents });
    await log.admit(by, invitation, puppet, [invitation.op.id]);
    puppets.push(puppet);
    if (league.length > 0) await log.write(by, welcomeOf([puppet.member]), [...log.ops.keys()].slice(-1));
  },

  /** They welcome one another, from every hand they have, over any past. */
  async stuffed(plot) {
    const members = [...new Set(all(plot).map(({ member }) => member))].sort();
    for (const by of all(plot)) await plot.log.write(by, welcomeOf(members), somePast(plot));
  },

  /** Uses an invitation again, and one that was withdrawn. */
  async replayedInvite(plot) {
    const { log, league, puppets, pick } = plot;
    const invitation = log.invitations.length > 0 ? oneOf(log.invitations, pick)! : await log.invite(league[0]!);
    const puppet = await person(log.p, `Guest ${puppets.length}`);
    await log.admit(oneOf(all(plot), pick)!, invitation, puppet, somePast(plot));
    puppets.push(puppet);
  },

  /** Removes the victim with what signatures they have: too few, doubled, their puppets', over a past of few. */
  async shortCertificate(plot) {
    const { log, victim, pick } = plot;
    const parents = somePast(plot);
    const past = log.at(parents);
    const policy = past?.policy.id ?? log.now.policy.id;
    const says = {
      target: victim.member,
      why: new Uint8Array(32),
      policy: pick(4) === 0 ? log.now.policy.id : policy,
      cut: cutOf(log.now, victim.member, new Map()),
    };
    await certify(plot, "remove", says, parents);
  },

  /** Chooses a number that suits them. */
  async ownNumbers(plot) {
    const parents = somePast(plot);
    const after = plot.log.at(parents)?.policy.id ?? plot.log.circle;
    await certify(plot, "policy", { removal: 2, welcomes: 1, after }, parents);
  },

  /** Takes over somebody's seat by a recovery nobody asked for. */
  async stolenSeat(plot) {
    const { log, victim, league } = plot;
    const parents = somePast(plot);
    const fresh = await person(log.p, "stolen");
    const consent = await signConsent(log.p, { circle: log.circle, member: victim.member, device: fresh.device });
    const lost = [victim.device.id];
    const says = { member: victim.member, device: cardOf(fresh.device), consent, lost, at: 1 };
    const claim = await certify(plot, "recover", says, parents);
    await log.write(league[0]!, { kind: "recovered", claim, at: 1 + recoveryWaitMs }, [claim]);
    plot.puppets.push({ ...fresh, member: victim.member });
  },

  /** Gives a device to somebody else, drops somebody else's, says another's name. */
  async otherHands(plot) {
    const { log, victim, pick } = plot;
    const by = oneOf(all(plot), pick)!;
    const fresh = await person(log.p, "given");
    const consent = await signConsent(log.p, { circle: log.circle, member: victim.member, device: fresh.device });
    const device = cardOf(fresh.device);
    await log.write(by, { kind: "device+", member: victim.member, device, consent, at: 1 }, somePast(plot));
    await log.write(by, { kind: "device-", device: victim.device.id, last: 0 }, somePast(plot));
    await log.write(by, { kind: "name", name: "nobody" }, somePast(plot));
  },

  /** The same device in two places at once. */
  async forkedDevice(plot) {
    const { log, league, pick } = plot;
    const by = oneOf(league, pick)!;
    await log.write(by, { kind: "audience", commitment: log.p.randomBytes(32) }, somePast(plot));
  },

  /** Makes a key for whom they please. */
  async leakyEpoch(plot) {
    const { log, pick } = plot;
    const by = oneOf(all(plot), pick)!;
    const parents = somePast(plot);
    const past = log.at(parents);
    if (past === null) return;
    const kid = Buffer.from(log.p.randomBytes(16)).toString("hex") as Kid;
    const boxes = Array(Math.max(0, past.devices.size + pick(3) - 1)).fill(new Uint8Array(48));
    const wrapped = new Uint8Array(48);
    const body = { kid, ephemeral: log.p.randomBytes(32), boxes, without: [] };
    const leaves = past.leaves.map((leaf) => ({ kid: leaf, wrapped }));
    await log.write(by, { kind: "epoch", ...body, parents: leaves }, parents);
  },

  /** Goes, dated back, to take along whom they brought in or to undo what they signed. */
  async goneBefore(plot) {
    const { log, league, pick } = plot;
    const by = league.at(-1)!;
    if (pick(2) === 0) await log.write(by, { kind: "leave" }, somePast(plot));
    else await log.write(by, { kind: "device-", device: league[0]!.device.id, last: null }, somePast(plot));
  },
} satisfies Record<string, Attack>;

function welcomeOf(members: MemberId[]): OpBody {
  return { kind: "welcome", members };
}

async function certify<K extends "remove" | "policy" | "recover">(
  plot: Plot,
  kind: K,
  says: Parameters<typeof certificateTextOf<K>>[2],
  parents: readonly OpId[],
): Promise<OpId> {
  const { log } = plot;
  const text = certificateTextOf(log.circle, kind, says);
  const signatures = await Promise.all(all(plot).map(({ device }) => signCertificate(log.p, { text, device })));
  const op = await log.write(oneOf(all(plot), plot.pick)!, assemble(kind, says, signatures) as OpBody, parents);
  return op.id;
}
