// The past of an agreement: a slider over its sittings, its edits or the points somebody named, with what each changed.
import {
  type Accessor,
  createEffect,
  createMemo,
  createResource,
  createSignal,
  createUniqueId,
  type JSX,
  on,
  onCleanup,
  Show,
} from "solid-js";
import { agreementWords } from "../../../text/en-agreements.ts";
import { text } from "../../../text/index.ts";
import { Button } from "../../../ui/Button.tsx";
import { Choice } from "../../../ui/Choice.tsx";
import { createClock } from "../../../ui/clock.ts";
import { Field } from "../../../ui/Field.tsx";
import { SelectField } from "../../../ui/fields.tsx";
import type { ExactPoint, PastRow } from "../../../workspace/made-from.types.ts";
import type { OpenAgreement } from "../../../workspace/types.ts";
import { useGroup } from "../../group/context.tsx";
import { type Comparable, Comparison } from "../reading/Comparison.tsx";
import { WhoWrote } from "./WhoWrote.tsx";

const words = agreementWords.history;
type By = keyof typeof words.by;
const nothingYet: Comparable = {
  title: "",
  blocks: [],
  facts: {
    summary: "",
    otherSummaries: [],
    decides: { kind: "everyone" },
    reviewOn: null,
    language: null,
    from: null,
    name: "",
  },
};

interface HistoryProps {
  agreement: OpenAgreement;
  /** The text in force: where a change brought it, it stands in another document than the agreement's own. */
  force?: { doc: string; text: string } | null;
  editable: boolean;
}
/** Each row says in which document it is: the past of a text that a change brought began in another one. */
type Row = PastRow & { document: OpenAgreement; from: ExactPoint | null };

export function History(props: HistoryProps) {
  const elsewhere = () => (props.force && props.force.doc !== props.agreement.id ? props.force : null);
  const amendment = createMemo(elsewhere, null, { equals: (a, b) => a?.doc === b?.doc && a?.text === b?.text });
  return (
    <Show
      when={amendment()}
      keyed
      fallback={<Parts documents={[props.agreement]} since={sinceIn(props.agreement)} editable={props.editable} />}
    >
      {(force) => <Amended {...props} force={force} />}
    </Show>
  );
}

/** Where the words in force stand in a change, what is told is told of that document. */
function Amended(props: HistoryProps & { force: { doc: string; text: string } }) {
  const amendment = useGroup().openAgreement(props.force.doc, `${props.agreement.id}/${props.force.doc}`);
  /** Whoever never saw it here, as the text in force, has last seen here the text that it took the place of. */
  const since = (): Since | null => {
    const [looked, before] = [amendment.lookedAt(), props.agreement.lookedAt()];
    const isNew = looked?.length === 0 && before?.length !== 0;
    const from = isNew ? amendment.facts()?.from?.base : sinceIn(amendment)?.from;
    return from ? { from, to: { document: amendment.id, hash: props.force.text } } : null;
  };
  return <Parts documents={[props.agreement, amendment]} since={since()} editable={props.editable} />;
}

interface Since {
  from: ExactPoint;
  to: ExactPoint;
}
function sinceIn({ id, lookedAt }: OpenAgreement): Since | null {
  const heads = lookedAt();
  return heads?.length ? { from: { document: id, heads }, to: { document: id, now: true } } : null;
}

/** The last of the documents holds the words. Closed until it is asked for: to read a long past takes a moment. */
function Parts(props: { documents: readonly OpenAgreement[]; since: Since | null; editable: boolean }) {
  const [open, setOpen] = createSignal(false);
  const [since, setSince] = createSignal(false);
  const [who, setWho] = createSignal(false);
  return (
    <section class="section no-print" aria-label={words.title}>
      <div class="actions">
        <span id="history">
          <Button icon="clock" onPress={() => setOpen(!open())}>
            {open() ? words.close : words.title}
          </Button>
        </span>
        <Show when={props.since}>
          <Button kind="quiet" icon="eye" onPress={() => setSince(!since())}>
            {since() ? words.sinceClose : words.since}
          </Button>
        </Show>
        <span id="who-wrote-what">
          <Button kind="quiet" icon="users-three" onPress={() => setWho(!who())}>
            {who() ? words.whoClose : words.who}
          </Button>
        </span>
      </div>
      <Show when={who() && props.documents.at(-1)?.live()} keyed>
        {(live) => <WhoWrote handle={live.handle} />}
      </Show>
      <Show when={since() && props.since} keyed>
        {(points) => <Between before={points.from} after={points.to} />}
      </Show>
      <Show when={open()}>
        <Past documents={props.documents} editable={props.editable} />
      </Show>
    </section>
  );
}

function Past(props: { documents: readonly OpenAgreement[]; editable: boolean }) {
  const { madeFrom } = useGroup();
  const [past, { refetch }] = createResource(async () => {
    const all = await Promise.all(props.documents.map(({ id }) => madeFrom.history(id)));
    if (!all.at(-1)?.ok) return null;
    const rows = (by: By): Row[] =>
      all.flatMap((found, n) => (found.ok ? found.value[by].map(rowOf(props.documents[n]!)) : []));
    return { sittings: rows("sittings"), edits: rows("edits"), named: rows("named") };
  });
  return (
    <Show when={past.state === "ready"} fallback={<p class="soft">{words.opening}</p>}>
      <Show when={past()} fallback={<p>{words.fault}</p>}>
        {(found) => <Slider past={found()} editable={props.editable} onNamed={() => void refetch()} />}
      </Show>
    </Show>
  );
}
/** A change begins with the text that it is a change to. */
const rowOf =
  (document: OpenAgreement) =>
  (row: PastRow): Row => {
    const begunFrom = row.name === null ? (document.facts()?.from?.base ?? null) : null;
    return { ...row, document, from: row.before ? { document: document.id, heads: row.before } : begunFrom };
  };

function Slider(props: { past: Record<By, Row[]>; editable: boolean; onNamed: () => void }) {
  const group = useGroup();
  const now = createClock();
  const id = createUniqueId();
  const [by, setBy] = createSignal<By>("sittings");
  const [whose, setWhose] = createSignal("");
  const [at, setAt] = createSignal(Number.MAX_SAFE_INTEGER);
  const rows = createMemo(() => props.past[by()].filter((row) => whose() === "" || row.by === whose()));
  const writers = () => [...new Set(props.past[by()].flatMap((row) => row.by ?? []))];
  const place = () => Math.max(0, Math.min(at(), rows().length - 1));
  const row = createMemo(() => rows()[place()] ?? null);
  const shown = createSettled(row);
  // The slider says itself where it has come to.
  const [stepped, setStepped] = createSignal(false);
  /** One step by a press: under a thumb the slider moves by hundreds, where there are thousands. */
  const Step = (step: { by: 1 | -1; name: string }) => (
    <Button
      kind="quiet"
      onPress={() => {
        setAt(Math.max(0, Math.min(place() + step.by, rows().length - 1)));
        setStepped(true);
      }}
    >
      {step.name}
    </Button>
  );
  const name = (member: string | null) => (member === null ? words.somebody : (group.nameOf(member) ?? words.somebody));
  // The very first point is written by every device alike: it has no one, and no day.
  const told = (one: PastRow) =>
    one.before === null && one.by === null && one.name === null
      ? words.began
      : words.told(one.name, name(one.by), text.words.ago(one.at, now()));
  return (
    <div class="stack">
      <Choice label={words.step} options={words.by} value={by()} onChoose={setBy} />
      <Show when={writers().length > 1}>
        <SelectField
          label={words.whose}
          value={whose()}
          options={[
            { value: "", name: words.everybody },
            ...writers().map((member) => ({ value: member, name: name(member) })),
          ]}
          onChoose={setWhose}
        />
      </Show>
      <Show when={row()} fallback={<p class="soft">{words.nothing}</p>}>
        {(one) => (
          <>
            <label for={id} class="legend">
              {words.point}
            </label>
            <input
              id={id}
              class="history-slider"
              type="range"
              min={0}
              max={Math.max(0, rows().length - 1)}
              step={1}
              value={place()}
              aria-valuetext={told(one())}
              onInput={(event) => {
                setAt(event.currentTarget.valueAsNumber);
                setStepped(false);
              }}
            />
            <p aria-hidden="true">{told(one())}</p>
            <p class="hide" aria-live="polite">
              {stepped() ? told(one()) : ""}
            </p>
            <Show when={rows().length > 1}>
              <div class="row">
                <Step by={-1} name={words.earlier} />
                <Step by={1} name={words.later} />
              </div>
            </Show>
            <Show when={shown()} keyed>
              {(shown) => <Between before={shown.from} after={{ document: shown.document.id, heads: shown.heads }} />}
            </Show>
            <Show when={props.editable && by() !== "named"}>
              <NameForm agreement={one().document} heads={one().heads} onNamed={props.onNamed} />
            </Show>
          </>
        )}
      </Show>
    </div>
  );
}

/** Follows once it rests: a text as it stood takes a moment to be read, and the slider must not wait for it. */
function createSettled<T>(now: Accessor<T>): Accessor<T> {
  const [settled, setSettled] = createSignal(now());
  createEffect(
    on(
      now,
      (next) => {
        const rest = setTimeout(() => setSettled(() => next), restMs);
        onCleanup(() => clearTimeout(rest));
      },
      { defer: true },
    ),
  );
  return settled;
}
const restMs = 150;

/** What lies between two points. */
function Between(props: { before: ExactPoint | null; after: ExactPoint }): JSX.Element {
  const { madeFrom } = useGroup();
  const before = props.before && madeFrom.textAt(props.before);
  const after = madeFrom.textAt(props.after);
  const base = () => (before === null ? nothingYet : (before.found()?.written ?? null));
  return (
    <Show when={base()} fallback={<p class="soft">{before?.fault() ? words.fault : "\u00a0"}</p>}>
      {(from) => <Show when={after.found()}>{(to) => <Comparison base={from()} text={to().written} />}</Show>}
    </Show>
  );
}

function NameForm(props: { agreement: OpenAgreement; heads: readonly string[]; onNamed: () => void }) {
  const [name, setName] = createSignal("");
  const [wrong, setWrong] = createSignal<keyof typeof agreementWords.top.fault | null>(null);
  function keep(event: SubmitEvent) {
    event.preventDefault();
    const done = props.agreement.change("nameVersion", { name: name(), heads: props.heads });
    setWrong(done.ok ? null : done.reason);
    if (!done.ok) return;
    setName("");
    props.onNamed();
  }
  return (
    <form class="stack narrow" onSubmit={keep} noValidate>
      <Field
        label={words.name}
        hint={words.nameHint}
        wrong={wrong() === null ? null : agreementWords.top.fault[wrong()!]}
        value={name()}
        onInput={setName}
      />
      <div class="actions">
        <Button submit>{words.keepName}</Button>
      </div>
    </form>
  );
}
