// Questions put to the group and to the circles inside it: what was signed comes from the device, what it comes to from the
// domain, worked out again whenever something was said or a date has passed.
import type { AgreementView, Day, DecisionView, Facts, Hash, ToldDecision } from "@fogata/domain";
import type { DocumentHandle, GroupId, GroupView, Off, Result } from "@fogata/sync";
import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import type { Engine, WorkspaceDeps } from "./deps.ts";
import { type OpeningDeps, opening } from "./open-document.ts";
import type { Questions } from "./questions.types.ts";
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

const dayMs = 24 * 60 * 60 * 1000;
/** H1 One meeting cycle, where the group's own agreements say nothing else. */
export const meetingCycleMs = 14 * dayMs;
const unloaded = { ok: false, reason: "app-incomplete" } as const;

/** One line for all of them: the first screen waits for these names. */
const verbs = [
  ...(["agreed", "placeOf", "ask", "answer", "askForTime", "moveToMeeting", "backFromMeeting", "reword"] as const),
  ...(["close", "sayLeftOut", "takeBackReason", "callBack", "callBackTold", "record"] as const),
] satisfies (keyof Saying)[];
type Verb = (typeof verbs)[number];

/** What an agreement comes to, where it stands in this circle; null before anything was decided. */
export interface ComingTo {
  comingTo(agreement: string, o: { circle: string | null; day: Day }): AgreementView | null;
}

export function createQuestions(o: QuestionsDeps): Questions & ComingTo {
  const { clock } = o.deps;
  const [all, setAll] = createSignal<readonly DecisionView[]>([]);
  const [told, setTold] = createSignal<readonly ToldDecision[]>([]);
  const [ready, setReady] = createSignal(false);
  const [fault, setFault] = createSignal<"app-incomplete" | null>(null);
  let rules: Engine | null = null;
  let saying: Saying | null = null;
  let facts: ReadonlyMap<string, Facts> = new Map();
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
    // A group that has never asked anything does not wait for the rules of deciding.
    const engine = rules || saying || (await isAsked()) ? await o.deps.engine() : null;
    rules ??= engine;
    const next = await engine?.workOut({
      ...{ deps: o.deps, group: o.group, circles: circles(), view: o.view, comesTo: o.comesTo },
      agreed: async () => {
        const agreed = await withSaying((s) => s.agreed());
        return agreed.ok ? agreed.value : null;
      },
      show(found) {
        facts = found.facts;
        if (stopped) return;
        setAll(found.views);
        setTold(found.told);
      },
    });
    if (stopped) return;
    wakeAt(next ?? Number.POSITIVE_INFINITY);
    setReady(true);
    setFault(null);
  }
  async function isAsked(): Promise<boolean> {
    const device = await o.deps.device;
    const said = await Promise.all(circles().map((circle) => device.spoken(circle, ["proposal", "decision"])));
    return said.some((here) => here !== null && here.statements.length > 0);
  }
  /** Nobody tells when a date has passed. */
  function wakeAt(at: number): void {
    cancelDate();
    if (at === Number.POSITIVE_INFINITY) return;
    const wait = Math.min(Math.max(0, at - clock.now()), dayMs);
    cancelDate = clock.after(wait + 1, () => void look());
  }
  const numbersAsked = () =>
    o.view().asks.flatMap(({ what, id, mine, open }) => (what.kind === "numbers" ? [`${id} ${mine} ${open}`] : []));
  const chosen = () => JSON.stringify([o.view().standing.full, o.view().standing.chosen]);
  createEffect(
    on([() => o.view().said, () => circles().join(), chosen, () => numbersAsked().join()], () => void look()),
  );

  // ------------------------------------------------------------------- saying

  /** What it takes to say something loads when something is said. */
  async function withSaying<T>(act: (saying: Saying) => Promise<T>): Promise<T | typeof unloaded> {
    try {
      const engine = await o.deps.engine();
      saying ??= engine.createSaying({
        ...{
          me: () => o.view().me.member,
          circles,
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

  type Say = (...what: unknown[]) => Promise<unknown>;
  const through =
    (verb: Verb): Say =>
    (...what) =>
      withSaying((s) => (s[verb] as Say)(...what));
  const said = Object.fromEntries(verbs.map((verb) => [verb, through(verb)])) as unknown as Pick<Saying, Verb>;

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

  return {
    comingTo(agreement, asked) {
      const known = { ...asked, group: o.group, mine: circles(), decisions: all(), told: told() };
      return rules === null ? null : rules.comingTo(agreement, known);
    },
    all,
    ready,
    fault,
    told,
    minimumMs: () => meetingCycleMs,
    wordedNow,
    ...said,
  };
}
