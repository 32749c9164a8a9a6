// What several people have to sign (S70): an ask is a statement that everybody in the circle reads, signing it another,
// taking the signature back a third. How it stands is worked out from these and the log, and stored nowhere. Whoever's
// device sees enough signatures puts them into the log; two that do it at once say the same.
import {
  type Bytes,
  cutOf,
  type DeviceKeys,
  type MemberId,
  type Membership,
  type Primitives,
  pauseMsMax,
  type Signature,
  signCertificate,
  verifyCertificate,
  whyHash,
} from "@fogata/keys";
import { turnOf } from "./aftermath.ts";
import {
  type Ask,
  isComplete as isCompleteAsk,
  isOpen as isOpenAsk,
  neededOf,
  type Seen,
  signaturesOf,
  viewOf,
  type Word,
} from "./ask-standing.ts";
import { type Asked, aboutOf, bodyOf, readAsked, textOf, writeAsked } from "./ask-text.ts";
import type { ActFault, AskView } from "./belonging.types.ts";
import type { Client } from "./client.types.ts";
import { createAlarm } from "./drafts.ts";
import type { Clock, Result } from "./ports.ts";
import { fromHex, sameBytes, toHex } from "./record.ts";
import type { RecoveryAsks } from "./recovery-link.ts";
import type { Said } from "./said.ts";
import { noDoc } from "./sealer.ts";

export interface Asks {
  readonly recovery: RecoveryAsks;
  /** Something may have been said, or be different: reads, and does what is complete when it is this device's turn. */
  look(): Promise<void>;
  views(): AskView[];
  begin(what: AskView["what"], command: string): Promise<Result<{ id: string | null }, ActFault>>;
  sign(id: string): Promise<Result<{ id: string | null }, ActFault>>;
  takeBack(id: string): Promise<Result<{ id: string | null }, ActFault>>;
  /** The words whose hash stands in a removal. */
  whyOf(hash: Bytes): string | null;
  stop(): void;
}

export const whyLengthMax = 2_000;

export function createAsks(o: {
  p: Primitives;
  client: Pick<Client, "membership" | "state" | "write" | "accepted">;
  clock: Clock;
  member: MemberId;
  device: DeviceKeys;
  all(): readonly Said[];
  /** What was just said is among all that is said. */
  read(): Promise<void>;
  changed(): void;
}): Asks {
  const { p, client, clock, member: me } = o;
  const asks = new Map<string, Ask>();
  /** Read, and what was said on them not yet. */
  const fresh = new Map<string, Ask>();
  const words = new Map<string, Map<MemberId, Word>>();
  const whys = new Map<string, string>();
  /** Signatures that were checked, by the statement that brought them. */
  const checked = new Map<string, Signature | null>();
  const turn = createAlarm((ms, run) => clock.after(ms, run));
  let work: Promise<void> = Promise.resolve();
  let turnIsSet = false;
  /** With how many signatures each was put into the log: what does not stand there is not said again and again. */
  const put = new Map<string, number>();

  // ------------------------------------------------------------------------ reading

  async function read(): Promise<void> {
    const all = o.all();
    for (const said of all) if (said.statement.what === "ask" && !asks.has(said.hash)) await readAsk(said);
    // In the order in which they were said: the last one counts. Seen when all is read: nobody is shown half of it.
    const now: typeof words = new Map();
    for (const said of all) await readWord(said, now);
    for (const [id, ask] of fresh) asks.set(id, ask);
    fresh.clear();
    words.clear();
    for (const [id, said] of now) words.set(id, said);
  }

  async function readAsk({ statement, hash }: Said): Promise<void> {
    const { kind, says, why = "", command = "" } = statement.details;
    const asked = readAsked(kind, says);
    if (asked === null || typeof why !== "string" || why.length > whyLengthMax) return;
    const text = textOf(client.membership().circle, asked);
    if (toHex(await p.sha256(text)) !== statement.text) return;
    if (asked.kind === "remove") {
      const whyOf = await whyHash(p, why);
      if (!sameBytes(whyOf, asked.says.why)) return;
      whys.set(toHex(whyOf), why);
    }
    const { member: by, time: at } = statement;
    fresh.set(hash, { id: hash, by, at, command: String(command), asked, text, why });
  }

  async function readWord({ statement, device, hash }: Said, words: Map<string, Map<MemberId, Word>>): Promise<void> {
    const { what, details, member } = statement;
    if (what !== "ask" && what !== "ask-signed" && what !== "ask-taken-back") return;
    const id = what === "ask" ? hash : String(details.of);
    const ask = asks.get(id) ?? fresh.get(id);
    const m = client.membership();
    const speaker = m.devices.get(device) ?? m.lost.get(device);
    if (!ask || speaker?.member !== member) return;
    const said = words.get(id) ?? new Map<MemberId, Word>();
    words.set(id, said);
    if (what === "ask-taken-back") return void said.set(member, "taken-back");
    const signature = await checkedSignature(hash, ask, speaker.card.sign, details.signature);
    if (signature) said.set(member, signature);
  }

  async function checkedSignature(hash: string, ask: Ask, by: Bytes, hex: unknown): Promise<Signature | null> {
    const before = checked.get(hash);
    if (before !== undefined) return before;
    let signature: Signature | null = null;
    if (typeof hex === "string" && /^[0-9a-f]{128}$/.test(hex)) {
      const one = { by, signature: fromHex(hex) };
      if (await verifyCertificate(p, { text: ask.text, signature: one })) signature = one;
    }
    checked.set(hash, signature);
    return signature;
  }

  const seen = (m: Membership, ask: Ask): Seen => ({ m, ask, words: words.get(ask.id), now: clock.now() });
  const isOpen = (m: Membership, ask: Ask) => isOpenAsk(seen(m, ask));
  /** Not said again while nothing was added since it was put there. */
  const isComplete = (m: Membership, ask: Ask) =>
    isCompleteAsk(seen(m, ask)) && signaturesOf(seen(m, ask)).size > (put.get(ask.id) ?? 0);

  // -------------------------------------------------------------------------- doing

  const inTurn = (step: () => Promise<void>): Promise<void> => {
    work = work.then(step, step);
    return work;
  };

  /** All that is complete goes into the log. */
  async function complete(): Promise<void> {
    turnIsSet = false;
    for (const ask of asks.values()) {
      const m = client.membership();
      if (!m.devices.has(o.device.id) || aboutOf(m, ask.asked) === me || !isComplete(m, ask)) continue;
      const signatures = [...signaturesOf(seen(m, ask)).values()];
      if ((await client.write(bodyOf(ask.asked, signatures))).ok) put.set(ask.id, signatures.length);
    }
  }

  async function say(what: string, ask: { text: Bytes }, details: Record<string, string>) {
    const text = toHex(await p.sha256(ask.text));
    const stated = await client.state({ doc: noDoc, what, text, details, time: clock.now() });
    await o.read();
    await inTurn(read);
    // Whose signature was the last one needed does not leave it to the others.
    await inTurn(complete);
    o.changed();
    return stated;
  }
  async function signatureOn(text: Bytes): Promise<string> {
    return toHex((await signCertificate(p, { text, device: o.device })).signature);
  }

  async function ask(asked: Asked, why: string, command: string): Promise<Result<{ id: string | null }, ActFault>> {
    const known = [...asks.values()].find((one) => one.command === command && one.by === me);
    if (known) return { ok: true, value: { id: known.id } };
    const text = textOf(client.membership().circle, asked);
    const details = { kind: asked.kind, says: writeAsked(asked), why, command };
    const stated = await say("ask", { text }, { ...details, signature: await signatureOn(text) });
    return stated.ok ? { ok: true, value: { id: stated.value.hash } } : stated;
  }

  async function askedFor(what: AskView["what"]): Promise<Asked | ActFault> {
    const m = client.membership();
    const policy = m.policy.id;
    const full = [...m.members.values()].filter((one) => one.full).length;
    switch (what.kind) {
      case "removal": {
        const target = what.member as MemberId;
        if (!m.members.has(target)) return "gone";
        if (target === me) return "about-me";
        if (m.frozen) return full < 3 ? "too-few" : "frozen";
        if (what.why.length > whyLengthMax) return "too-long";
        const cut = cutOf(m, target, client.accepted() as never);
        return { kind: "remove", says: { target, why: await whyHash(p, what.why), policy, cut } };
      }
      case "pause": {
        const target = what.device
          ? { kind: "device" as const, device: what.device as never }
          : { kind: "member" as const, member: what.member as MemberId };
        const at = clock.now();
        const until = Math.min(what.until, at + pauseMsMax);
        const asked: Asked = { kind: "pause", says: { target, at, until } };
        const about = aboutOf(m, asked);
        if (about === null || !m.members.has(about) || until <= at) return "gone";
        if (about === me) return "about-me";
        if (full - (m.members.get(about)?.full ? 1 : 0) < 2) return "too-few";
        return asked;
      }
      case "numbers": {
        const asked: Asked = {
          kind: "policy",
          says: { removal: what.removal, welcomes: what.welcomes, after: policy },
        };
        // More than there are could never come together, and nobody would be counted any more.
        const tooMany = (what.removal ?? 0) > Math.max(2, full - 1) || (what.welcomes ?? 0) > full;
        return tooMany ? "too-many" : (readAsked("policy", writeAsked(asked)) ?? "too-few");
      }
      case "welcome": {
        const member = what.member as MemberId;
        if (m.members.get(member)?.full !== false) return "gone";
        return { kind: "welcome+", says: { member, policy } };
      }
      // It takes the new device's own consent, which comes with a link made for it.
      case "recovery":
        return "gone";
    }
  }

  const isFull = () => client.membership().members.get(me)?.full === true;

  return {
    look: () =>
      inTurn(async () => {
        const before = JSON.stringify([...words].map(([id, said]) => [id, said.size]));
        await read();
        const m = client.membership();
        if (!turnIsSet && [...asks.values()].some((one) => isComplete(m, one))) {
          turnIsSet = true;
          turn.set(turnOf(m, o.device.id), () => void inTurn(complete));
        }
        if (before !== JSON.stringify([...words].map(([id, said]) => [id, said.size]))) o.changed();
      }),
    views() {
      const m = client.membership();
      return [...asks.values()]
        .map((one) => viewOf(seen(m, one), me))
        .sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
    },
    async begin(what, command) {
      if (!isFull()) return { ok: false, reason: "not-full" };
      const asked = await askedFor(what);
      if (typeof asked === "string") return { ok: false, reason: asked };
      return ask(asked, what.kind === "removal" ? what.why : "", command);
    },
    async sign(id) {
      const one = asks.get(id);
      const m = client.membership();
      if (!one || !isOpen(m, one)) return { ok: false, reason: "gone" };
      if (aboutOf(m, one.asked) === me) return { ok: false, reason: "about-me" };
      if (!isFull()) return { ok: false, reason: "not-full" };
      if (signaturesOf(seen(m, one)).has(me)) return { ok: true, value: { id: null } };
      const stated = await say("ask-signed", one, { of: id, signature: await signatureOn(one.text) });
      return stated.ok ? { ok: true, value: { id: null } } : stated;
    },
    async takeBack(id) {
      const one = asks.get(id);
      const word = words.get(id)?.get(me);
      if (!one || !isOpen(client.membership(), one)) return { ok: false, reason: "gone" };
      if (word === undefined || word === "taken-back") return { ok: true, value: { id: null } };
      const stated = await say("ask-taken-back", one, { of: id });
      return stated.ok ? { ok: true, value: { id: null } } : stated;
    },
    whyOf: (hash) => whys.get(toHex(hash)) ?? null,
    recovery: {
      // The same words compared twice are the same device.
      begin: (says) => ask({ kind: "recover", says }, "", toHex(says.device.sign)),
      of(device) {
        const m = client.membership();
        const found = [...asks.values()].find(
          ({ asked }) => asked.kind === "recover" && sameBytes(asked.says.device.sign, device.sign),
        );
        if (!found) return null;
        return { signed: signaturesOf(seen(m, found)).size, needed: neededOf(m, found), open: isOpen(m, found) };
      },
    },
    stop: () => turn.off(),
  };
}
