// What a person says about a question: the very text that is meant, in words of the domain, signed by the device. Loads
// with the engine, when something is first said.
import {
  type AgreementView,
  callBackTold,
  type DecisionView,
  type Facts,
  type Hash,
  type Says,
  saidLabels,
  type ToldDecision,
  type Words,
} from "@fogata/domain";
import { sha256Now } from "@fogata/keys/primitives";
import { withoutWords } from "@fogata/keys/statement";
import type { DocumentHandle, GroupId, Result } from "@fogata/sync";
import { createAgreed, saysOf } from "./agreed.ts";
import type { Engine, WorkspaceDeps } from "./deps.ts";
import type { AskFault, Questions, SayingFault, ToAsk } from "./questions.types.ts";
import { workingGroupsOf } from "./reading.ts";
import type { OpenFault } from "./types.ts";

export type Saying = Omit<Questions, "all" | "ready" | "fault" | "told" | "minimumMs" | "wordedNow">;
export interface SayingDeps {
  deps: WorkspaceDeps;
  group: GroupId;
  me(): string;
  /** The group, and where I have a place. */
  circles(): readonly string[];
  comesTo(agreement: string): AgreementView;
  load(doc: string): Promise<Result<{ engine: Engine; handle: DocumentHandle }, OpenFault>>;
  /** Everything that was said until now is known. */
  look(): Promise<void>;
  decisions(): readonly DecisionView[];
  told(): readonly ToldDecision[];
  viewOf(proposal: Hash): DecisionView | null;
  factsOf(circle: string): Facts | undefined;
}

export function createSaying(o: SayingDeps): Saying {
  const { clock } = o.deps;
  const agreed = createAgreed({
    decisions: o.decisions,
    comesTo: o.comesTo,
    load: o.load,
    workingGroups: async () => workingGroupsOf({ deps: o.deps, engine: await o.deps.engine(), group: o.group }),
  });
  const hasPlace = (circle: string) => o.circles().includes(circle);

  async function say<Reason extends string>(
    circle: string,
    words: { ok: true; value: Words } | { ok: false; reason: Reason },
  ): Promise<Result<Hash, Reason | "gone" | "device-full" | "too-long" | "malformed">> {
    if (!words.ok) return words;
    const device = await o.deps.device;
    const said = await device.say(circle, { ...words.value, time: clock.now() });
    if (!said.ok) return said;
    await o.look();
    return { ok: true, value: said.value.hash };
  }
  /** About a question, with all that this device knows of it now. `in`: where it is said, if not where it was asked. */
  async function speak<Reason extends string>(
    proposal: Hash,
    make: (saying: Engine["saying"], facts: Facts) => { ok: true; value: Words } | { ok: false; reason: Reason },
    where?: string,
  ): Promise<Result<Hash, Reason | SayingFault>> {
    await o.look();
    const circle = o.viewOf(proposal)?.circle;
    const known = circle === undefined ? undefined : o.factsOf(circle);
    if (circle === undefined || known === undefined) return { ok: false, reason: "unknown" };
    try {
      const { saying } = await o.deps.engine();
      return await say(where ?? circle, make(saying, { ...known, now: clock.now() }));
    } catch {
      return { ok: false, reason: "app-incomplete" };
    }
  }

  // ------------------------------------------------------------ texts and their hashes

  type Meant = {
    doc: string;
    text: Hash;
    about: Parameters<Engine["saying"]["propose"]>[0]["proposal"]["about"];
    language: string;
    says?: Says;
  };
  async function hashNow(document: string): Promise<Result<{ text: Hash; language: string; says: Says }, OpenFault>> {
    const loaded = await o.load(document);
    if (!loaded.ok) return loaded;
    const { engine, handle } = loaded.value;
    const written = engine.kinds.agreement.parse(handle.doc());
    const text = await engine.hashOfWritten(written);
    return { ok: true, value: { text, language: written.facts.language ?? "en", says: saysOf(written) } };
  }
  /** The hash of the text a change started from, or was last brought up to. */
  async function baseOf(document: string): Promise<Result<{ of: string; base: Hash }, AskFault>> {
    const loaded = await o.load(document);
    if (!loaded.ok) return loaded;
    const { from } = loaded.value.engine.kinds.agreement.parse(loaded.value.handle.doc()).facts;
    if (from === null) return { ok: false, reason: "no-text" };
    const origin = await o.load(from.base.document);
    if (!origin.ok) return origin;
    const { engine, handle } = origin.value;
    const found = await engine.findText(handle.doc(), from.base);
    if (found === null) return { ok: false, reason: "no-text" };
    return { ok: true, value: { of: from.agreement, base: await engine.hashOfWritten(found.written) } };
  }
  async function meant(o_: Pick<ToAsk, "about" | "sentence">): Promise<Result<Meant, AskFault>> {
    const { about, sentence } = o_;
    if (about.kind === "question") {
      const engine = await o.deps.engine();
      return { ok: true, value: { doc: "", text: await engine.hashOfQuestion(sentence), about, language: "en" } };
    }
    const { document: doc, kind } = about;
    if (kind === "keep" || kind === "let-go") {
      const { force } = o.comesTo(doc);
      if (force === null) return { ok: false, reason: "nothing-in-force" };
      return { ok: true, value: { doc, text: force.text, about: { kind }, language: "en" } };
    }
    const now = await hashNow(doc);
    if (!now.ok) return now;
    if (kind === "draft") {
      const { replaces = null } = about;
      return { ok: true, value: { doc, about: { kind, replaces }, ...now.value } };
    }
    const base = await baseOf(doc);
    return base.ok ? { ok: true, value: { doc, about: { kind, ...base.value }, ...now.value } } : base;
  }

  return {
    async ask(wanted) {
      try {
        const found = await meant(wanted);
        if (!found.ok) return found;
        const { doc, text, about, language, says = {} } = found.value;
        await o.look();
        const place = wanted.circle === null ? await agreed.placeOf(wanted.about, hasPlace) : null;
        if (place?.ok === false) return place;
        const circle = wanted.circle ?? place?.value?.circle ?? o.group;
        const heads = o.factsOf(circle)?.heads;
        if (!heads) return { ok: false, reason: "gone" };
        const { rule, sentence, words = {}, until, reviewOn = null } = wanted;
        const { minimumMs } = await agreed.now();
        const proposal = { about, rule, sentence, words, until, minimumMs, language, heads, reviewOn, says };
        const engine = await o.deps.engine();
        return await say(circle, engine.saying.propose({ doc, text, proposal }));
      } catch {
        return { ok: false, reason: "app-incomplete" };
      }
    },
    async answer(proposal, { text, ...given }) {
      const isYes = (given.kind === "agree" || given.kind === "concern") && given.given === null;
      if (isYes && (await saysOtherwise(proposal, text))) return { ok: false, reason: "says-otherwise" };
      return speak(proposal, (s, known) => s.answer(known, proposal, text, given));
    },
    askForTime: (proposal) => speak(proposal, (s, known) => s.askForTime(known, proposal)),
    moveToMeeting: (proposal) => speak(proposal, (s, known) => s.moveToMeeting(known, proposal)),
    backFromMeeting: (proposal, until) => speak(proposal, (s, known) => s.backFromMeeting(known, proposal, until)),
    async reword(proposal) {
      const view = o.viewOf(proposal);
      if (view === null || view.doc === "") return { ok: false, reason: "unknown" };
      const now = await hashNow(view.doc);
      if (!now.ok) return now;
      const base = view.asked.about.kind === "amendment" ? await baseOf(view.doc) : null;
      if (base?.ok === false) return base;
      const texts = { text: now.value.text, base: base?.value.base ?? null, says: now.value.says };
      return speak(proposal, (s, known) => s.reword(known, proposal, texts));
    },
    close: (proposal) =>
      speak(proposal, (s, known) => {
        const closing = s.close(known, proposal);
        if (closing.ok) return closing;
        return { ok: false, reason: typeof closing.reason === "string" ? closing.reason : ("not-yet" as const) };
      }),
    sayLeftOut: (proposal) => speak(proposal, (s, known) => s.sayLeftOut(known, proposal, o.me())),
    async takeBackReason(proposal) {
      await o.look();
      const [known, me] = [o.viewOf(proposal)?.circle, o.me()];
      // D29 Why somebody called it back is said in the group around it.
      const circles = new Set(known === undefined ? [o.group] : [known, o.group]);
      try {
        const { saying } = await o.deps.engine();
        const said: Hash[] = [];
        for (const circle of circles)
          for (const words of saying.takeBack(o.factsOf(circle)?.statements ?? [], { circle, me, proposal })) {
            const done = await say<never>(circle, { ok: true, value: words });
            if (!done.ok) return done;
            said.push(done.value);
          }
        return said[0] === undefined ? { ok: false, reason: "nothing" } : { ok: true, value: said[0] };
      } catch {
        return { ok: false, reason: "app-incomplete" };
      }
    },
    callBack: (proposal, reason) => speak(proposal, (s, known) => s.callBack(known, proposal, reason), o.group),
    async callBackTold(closing, reason) {
      const told = o.told().find((one) => one.closing === closing);
      if (!told) return { ok: false, reason: "unknown" };
      const words = callBackTold(told, reason);
      return say(o.group, words ? { ok: true, value: words } : { ok: false, reason: "malformed" });
    },
    agreed: async () => ({ ok: true, value: await agreed.now() }),
    placeOf: (about) => agreed.placeOf(about, hasPlace),
    async record(proposal) {
      await o.look();
      const view = o.viewOf(proposal);
      const known = view && o.factsOf(view.circle);
      if (!view?.decided || !known) return { ok: false, reason: "not-decided" };
      try {
        const engine = await o.deps.engine();
        const text = await textOf(view, engine);
        if (text === null) return { ok: false, reason: "no-text" };
        const all = { ...known, now: clock.now() };
        const device = await o.deps.device;
        const wanted = engine.statementsOf(proposal, all);
        const evidence = await device.evidence(view.circle, wanted);
        if (evidence === null) return { ok: false, reason: "gone" };
        const { operations } = evidence;
        // D29 What was called back was said in the group around it.
        const around = view.circle === o.group ? null : await device.evidence(o.group, wanted);
        const statements = [...evidence.statements, ...(around?.statements ?? [])];
        const utf8 = new TextDecoder();
        const whole = new Map(statements.map((one) => [one.hash, utf8.decode(one.bytes)]));
        const less = new Map<Hash, string>();
        for (const one of statements) {
          const without = await withoutWords({ sha256: async (data) => sha256Now(data) }, one.bytes);
          if (without !== null) less.set(one.hash, utf8.decode(without));
        }
        return engine.decisionRecord(proposal, all, {
          ...{ text, operations, statement: (hash) => whole.get(hash) ?? null },
          withoutWords: (hash) => less.get(hash) ?? null,
        });
      } catch {
        return { ok: false, reason: "app-incomplete" };
      }
    },
  };

  /** D42 Nobody's yes is put to a text that says other numbers than whoever asks about it signed. */
  async function saysOtherwise(proposal: Hash, text: Hash): Promise<boolean> {
    const view = o.viewOf(proposal);
    // As it was brought first: that is what counts of it.
    const wording = [...(view?.earlier ?? []), ...(view?.wordings ?? [])].find((one) => one.text === text);
    const { kind } = view?.asked.about ?? {};
    if (!view || !wording || (kind !== "draft" && kind !== "amendment")) return false;
    const loaded = await o.load(view.doc);
    const { findText } = await o.deps.engine();
    const found = loaded.ok ? await findText(loaded.value.handle.doc(), { document: view.doc, hash: text }) : null;
    const says = (one: Says) => JSON.stringify(saidLabels.map((label) => one[label] ?? null));
    return found !== null && says(saysOf(found.written)) !== says(wording.says ?? {});
  }

  /** The very text that was decided, in its one form. */
  async function textOf({ doc, decided, asked }: DecisionView, engine: Engine): Promise<string | null> {
    if (doc === "") return engine.canonicalText(engine.questionText(asked.sentence));
    const loaded = await o.load(doc);
    const found = loaded.ok
      ? await engine.findText(loaded.value.handle.doc(), { document: doc, hash: decided!.text })
      : null;
    return found && engine.canonicalOf(found.written);
  }
}
