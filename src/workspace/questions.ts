// Questions put to the group and to the circles inside it: what was signed comes from the device, what it comes to from the
// domain, worked out again whenever something was said or a date has passed.
import type { AgreementView, DecisionView, Facts, Hash, ToldDecision } from "@fogata/domain";
import type { DocumentHandle, GroupId, GroupView, Off, Result } from "@fogata/sync";
import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import type { Engine, WorkspaceDeps } from "./deps.ts";
import { type OpeningDeps, opening } from "./open-document.ts";
import type { Questions } from "./questions.types.ts";
import { readFacts } from "./questions-facts.ts";
import type { Saying } from "./questions-saying.ts";
import type { OpenFault } from "./types.ts";

export interface QuestionsDeps {
  deps: WorkspaceDeps;
  group: GroupId;
  view: Accessor<GroupView>;
  comesTo(agreement: string): AgreementView;
  opening(doc: string): OpeningDeps;
  load(doc: string): Promise<Result<{ engine: Engine; handle: DocumentHandle }, OpenFault>>;
}

/** D27 Everybody was asked whether it is to be in force: then nobody decides about it in a smaller circle. */
export function putsToAll(one: DecisionView, agreement: string, group: string): boolean {
  return one.circle === group && one.doc === agreement && one.asked.about.kind === "draft";
}

const dayMs = 24 * 60 * 60 * 1000;
/** H1 One meeting cycle, where the group's own agreements say nothing else. */
export const meetingCycleMs = 14 * dayMs;
const unloaded = { ok: false, reason: "app-incomplete" } as const;

/** What an agreement comes to by these decisions, and by what it was told of others; null before there are any. */
interface ComingTo {
  agreementView(...asked: Parameters<Engine["agreementView"]>): AgreementView | null;
}

export function createQuestions(o: QuestionsDeps): Questions & ComingTo {
  const { clock } = o.deps;
  const [all, setAll] = createSignal<readonly DecisionView[]>([]);
  const [told, setTold] = createSignal<readonly ToldDecision[]>([]);
  const [ready, setReady] = createSignal(false);
  const [fault, setFault] = createSignal<"app-incomplete" | null>(null);
  let rules: Engine | null = null;
  let facts = new Map<string, Facts>();
  let cancelDate: Off = () => {};
  let stopped = false;
  onCleanup(() => {
    stopped = true;
    cancelDate();
  });

  // ------------------------------------------------------------------ looking

  const circles = createMemo(() => {
    const inside = o.view().circles.filter(({ mine }) => mine === "seated");
    return [o.group, ...inside.map(({ id }) => id)];
  });
  let work: Promise<void> = Promise.resolve();
  function look(): Promise<void> {
    work = work.then(lookNow).catch(() => void setFault("app-incomplete"));
    return work;
  }
  async function lookNow(): Promise<void> {
    if (stopped) return;
    const device = await o.deps.device;
    facts = await readFacts(device, { group: o.group, circles: circles(), now: clock.now() });
    await workOut();
    setReady(true);
    setFault(null);
  }
  async function workOut(): Promise<void> {
    // A group that has never asked anything does not wait for the rules of deciding.
    const asked = [...facts.values()].some(({ statements }) => statements.length > 0);
    const engine = asked ? await o.deps.engine() : null;
    rules ??= engine;
    if (stopped) return;
    const now = clock.now();
    const group = facts.get(o.group);
    if (engine) facts = new Map([...facts].map(([id, one]) => [id, engine.withMinimums(one, group)]));
    const views = [...facts.values()].flatMap((one) => engine?.decideAll({ ...one, now }) ?? []);
    setAll(views.sort((a, b) => a.openedAt - b.openedAt || (a.proposal < b.proposal ? -1 : 1)));
    setTold(engine?.toldDecisions(facts.get(o.group)?.statements ?? []) ?? []);
    if (engine === null) return;
    const me = o.view().me.device;
    const untold = await engine.tellOf({ deps: o.deps, group: o.group, me, facts, views, told: told() });
    const unsigned = await engine.signNumbers({
      ...{ group: o.group, view: o.view(), views, now, comesTo: o.comesTo },
      agreed: async () => {
        const agreed = await withSaying((s) => s.agreed());
        return agreed.ok ? agreed.value : null;
      },
      act: async (act) => (await o.deps.device).act(o.group, act),
    });
    const times = [engine.nextChange(views, now), untold, unsigned].filter((at) => at !== null);
    if (!stopped) wakeAt(Math.min(...times, Number.POSITIVE_INFINITY));
  }
  /** Nobody tells when a date has passed. */
  function wakeAt(at: number): void {
    cancelDate();
    if (at === Number.POSITIVE_INFINITY) return;
    const wait = Math.min(Math.max(0, at - clock.now()), dayMs);
    cancelDate = clock.after(wait + 1, () => void workOut().catch(() => void setFault("app-incomplete")));
  }
  const numbersAsked = () =>
    o.view().asks.flatMap(({ what, id, mine, open }) => (what.kind === "numbers" ? [`${id} ${mine} ${open}`] : []));
  const chosen = () => JSON.stringify([o.view().standing.full, o.view().standing.chosen]);
  createEffect(
    on([() => o.view().said, () => circles().join(), chosen, () => numbersAsked().join()], () => void look()),
  );

  // ------------------------------------------------------------------- saying

  let saying: Saying | null = null;
  /** What it takes to say something loads when something is said. */
  async function withSaying<T>(act: (saying: Saying) => Promise<T>): Promise<T | typeof unloaded> {
    try {
      const engine = await o.deps.engine();
      saying ??= engine.createSaying({
        ...{
          me: () => o.view().me.member,
          deps: o.deps,
          group: o.group,
          load: o.load,
          comesTo: o.comesTo,
          look,
          decisions: all,
          told,
        },
        viewOf: (proposal) => all().find((one) => one.proposal === proposal) ?? null,
        factsOf: (circle) => facts.get(circle),
      });
      return await act(saying);
    } catch {
      return unloaded;
    }
  }

  function wordedNow(document: string): Accessor<Hash | null> {
    const [hash, setHash] = createSignal<Hash | null>(null);
    let latest = 0;
    async function look({ engine, handle }: { engine: Engine; handle: DocumentHandle }): Promise<void> {
      const turn = ++latest;
      const text = await engine.hashOfWritten(engine.kinds.agreement.parse(handle.doc()));
      if (turn === latest) setHash(text);
    }
    opening({
      ...o.opening(document),
      kind: "agreement",
      text: document,
      begin: () => () => {},
      changed: (opened) => void look(opened).catch(() => {}),
    });
    return hash;
  }

  /** B6 What a working group in which I have no place has decided holds for me as well, but where everybody was asked. */
  function withTold(agreement: string, decisions: readonly DecisionView[]): readonly DecisionView[] {
    const mine = new Set(circles());
    const others = told().filter(({ circle }) => !mine.has(circle as GroupId));
    if (others.length === 0 || decisions.some((one) => putsToAll(one, agreement, o.group))) return decisions;
    return [...decisions, ...others.map((one) => rules!.viewOfTold(one))];
  }

  return {
    agreementView: (agreement, decisions, day) =>
      rules === null ? null : rules.agreementView(agreement, withTold(agreement, decisions), day),
    all,
    ready,
    fault,
    told,
    minimumMs: () => meetingCycleMs,
    wordedNow,
    agreed: () => withSaying((s) => s.agreed()),
    placeOf: (about) => withSaying((s) => s.placeOf(about)),
    callBackTold: (closing, reason) => withSaying((s) => s.callBackTold(closing, reason)),
    ask: (what) => withSaying((s) => s.ask(what)),
    answer: (proposal, given) => withSaying((s) => s.answer(proposal, given)),
    askForTime: (proposal) => withSaying((s) => s.askForTime(proposal)),
    moveToMeeting: (proposal) => withSaying((s) => s.moveToMeeting(proposal)),
    backFromMeeting: (proposal, until) => withSaying((s) => s.backFromMeeting(proposal, until)),
    reword: (proposal) => withSaying((s) => s.reword(proposal)),
    close: (proposal) => withSaying((s) => s.close(proposal)),
    sayLeftOut: (proposal) => withSaying((s) => s.sayLeftOut(proposal)),
    callBack: (proposal, reason) => withSaying((s) => s.callBack(proposal, reason)),
    record: (proposal) => withSaying((s) => s.record(proposal)),
  };
}
