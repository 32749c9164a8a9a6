// Changes to an agreement, and the same in other languages: each a document of its own, in the circle of those who may
// read it. What is for nobody else lies in a circle in which only I have a place.
import {
  type AgreementView,
  type DocumentId,
  type MadeFrom,
  parseDocumentId,
  type Sitting,
  type WrittenAgreement,
} from "@fogata/domain";
import type { CircleView, DocumentHandle, GroupId, GroupView, Result } from "@fogata/sync";
import type { Accessor } from "solid-js";
import type { Engine, WorkspaceDeps } from "./deps.ts";
import { createEditsBegun, hashNow } from "./edits-begun.ts";
import type { MadeFromRow, MakingFault, MakingFrom, PastRow, Readers } from "./made-from.types.ts";
import type { Notes } from "./notes.ts";
import type { ComingTo } from "./questions.ts";
import { createTextAt } from "./text-at.ts";
import { today } from "./today.ts";
import type { DocumentRow, NewFault, OpenFault } from "./types.ts";

export interface MakingDeps {
  deps: WorkspaceDeps;
  notes: Notes;
  group: GroupId;
  view: Accessor<GroupView>;
  /** Every document on any list I can read. */
  rows: Accessor<readonly DocumentRow[]>;
  comingTo: ComingTo["comingTo"];
  opening(doc: string): Parameters<typeof createTextAt>[0];
  load(doc: string): Promise<Result<{ engine: Engine; handle: DocumentHandle }, OpenFault>>;
  begin(o: {
    title: string;
    /** Null for the group's own. */
    circle: string | null;
    from: DocumentRow["from"];
    first(engine: Engine, doc: DocumentId, title: string): Uint8Array;
  }): Promise<Result<DocumentId, NewFault>>;
}

/** Far more than anybody goes through, one by one. */
const editsShownMax = 20_000;

const draft: AgreementView = {
  state: { kind: "draft" },
  force: null,
  ...{ marked: [], history: [], open: [], overtaken: [], concerns: [] },
};

export function createMakingFrom(o: MakingDeps): MakingFrom {
  const comesTo = (agreement: string) => {
    const circle = o.rows().find(({ id }) => id === agreement)?.circle ?? null;
    // Where nothing was ever asked, the rules of deciding have not been loaded, and everything is a draft.
    return o.comingTo(agreement, { circle, day: today(o.deps.clock) }) ?? draft;
  };
  const rowOf = (row: DocumentRow): MadeFromRow[] => {
    const id = parseDocumentId(row.id);
    if (row.kind !== "agreement" || row.from == null || id === null) return [];
    const { agreement, as } = row.from;
    return [{ id, title: row.title, at: row.at, agreement, as, readers: readersOf(row.circle) }];
  };
  function readersOf(circle: string | null): Readers {
    if (circle === null) return { kind: "everyone" };
    const seen = o.view().circles.find(({ id }) => id === circle);
    return seen && onlyMine(seen) ? { kind: "me" } : { kind: "circle", circle };
  }
  const onlyMine = ({ people }: CircleView) => people.every(({ member }) => member === o.view().me.member);

  /** The text a change begins from: what is in force, or else the draft as it is now. */
  async function textNow(
    agreement: DocumentId,
  ): Promise<Result<{ written: WrittenAgreement; base: MadeFrom["base"] }, MakingFault>> {
    const { force } = comesTo(agreement);
    const document = parseDocumentId(force?.doc ?? agreement) ?? agreement;
    const loaded = await o.load(document);
    if (!loaded.ok) return loaded;
    const { engine, handle } = loaded.value;
    const point = force ? { document, hash: force.text } : { document, heads: engine.headsOf(handle.doc()) };
    const found = await engine.findText(handle.doc(), point);
    if (found === null) return { ok: false, reason: "no-text" };
    return { ok: true, value: { written: found.written, base: { document, heads: [...found.heads] } } };
  }

  /** What is in force, with all that was written where it stands past it. */
  async function textPast(agreement: DocumentId): ReturnType<typeof textNow> {
    const now = await textNow(agreement);
    if (!now.ok) return now;
    const loaded = await o.load(now.value.base.document);
    if (!loaded.ok) return loaded;
    const written = loaded.value.engine.kinds.agreement.parse(loaded.value.handle.doc());
    return { ok: true, value: { written, base: now.value.base } };
  }
  /** Once a change is made of the words that came too late, this device asks no more what to do with them. */
  const turnedName = (document: string) => `group/${o.group}/turned/${document}`;
  async function noteTurned(document: string): Promise<void> {
    const loaded = await o.load(document);
    if (!loaded.ok) return;
    const hash = await hashNow(loaded.value.engine, loaded.value.handle.doc());
    o.notes.write(turnedName(document), () => hash);
    await o.notes.flush();
  }

  /** Kept by name on this device: a circle that only looks like it may be a working group about to begin. */
  async function ownCircle(): Promise<Result<string, MakingFault>> {
    const name = `group/${o.group}/own-circle`;
    const kept = await o.notes.read(name);
    const known = o.view().circles.find((one) => one.id === kept && one.mine === "seated" && onlyMine(one));
    if (known) return { ok: true, value: known.id };
    const opened = await (await o.deps.device).openCircle(o.group, { name: o.view().me.name });
    if (!opened.ok) return { ok: false, reason: opened.reason === "bad-name" ? "bad-title" : opened.reason };
    o.notes.write(name, () => opened.value);
    await o.notes.flush();
    return opened;
  }
  async function placeFor(readers: Readers): Promise<Result<string | null, MakingFault>> {
    if (readers.kind === "me") return ownCircle();
    return { ok: true, value: readers.kind === "circle" ? readers.circle : null };
  }

  return {
    comesTo,
    of: (agreement, as) =>
      o
        .rows()
        .flatMap(rowOf)
        .filter((row) => row.agreement === agreement && row.as === as),
    all: (as) =>
      o
        .rows()
        .flatMap(rowOf)
        .filter((row) => row.as === as),
    async words(id) {
      const loaded = await o.load(id);
      if (!loaded.ok) return loaded;
      return { ok: true, value: loaded.value.engine.kinds.agreement.parse(loaded.value.handle.doc()) };
    },
    row: (id) =>
      o
        .rows()
        .filter((row) => row.id === id)
        .flatMap(rowOf)[0] ?? null,
    async begin({ agreement, as, name, language, readers, edits }) {
      const id = parseDocumentId(agreement);
      if (id === null) return { ok: false, reason: "missing" };
      const now = await (edits ? textPast(id) : textNow(id));
      if (!now.ok) return now;
      const place = await placeFor(readers);
      if (!place.ok) return place;
      const { written, base } = now.value;
      const facts = { ...written.facts, from: { as, agreement: id, base }, name };
      const begun = await o.begin({
        title: name,
        circle: place.value,
        from: { agreement: id, as },
        first: (engine, doc, given) =>
          engine.draftAgreement({
            id: doc,
            title: written.title,
            blocks: written.blocks,
            facts: { ...facts, name: given, language: language ?? facts.language },
          }),
      });
      if (begun.ok && edits) await noteTurned(base.document);
      return begun;
    },
    editsBegun: (decided) =>
      createEditsBegun(o.opening(decided.document), decided, {
        isMine: (device) =>
          o
            .view()
            .people.some(
              ({ member, devices }) => member === o.view().me.member && devices.some(({ id }) => id === device),
            ),
        turned: () => o.notes.read(turnedName(decided.document)),
      }),
    async publish(text) {
      const loaded = await o.load(text);
      if (!loaded.ok) return loaded;
      const written = loaded.value.engine.kinds.agreement.parse(loaded.value.handle.doc());
      const { from, name } = written.facts;
      if (from === null) return { ok: false, reason: "no-text" };
      return o.begin({
        title: name || written.title,
        circle: null,
        from: { agreement: from.agreement, as: from.as },
        first: (engine, doc) => engine.draftAgreement({ id: doc, ...written }),
      });
    },
    async history(document) {
      const loaded = await o.load(document);
      if (!loaded.ok) return loaded;
      const { engine, handle } = loaded.value;
      const steps = engine.stepsOf(handle.doc());
      const members = new Map(
        o.view().people.flatMap((one) => one.devices.map(({ id }) => [id as string, one.member])),
      );
      const whose = (device: string | null) => (device === null ? null : (members.get(device) ?? null));
      const past = ({ device, to, edits, before, heads }: Sitting): PastRow => {
        return { name: null, by: whose(device), at: to, edits, before, heads };
      };
      const named = engine
        .versionsOf(handle.doc())
        .map(({ name, by, at, heads }): PastRow => ({ name, by, at, edits: 0, before: null, heads }));
      return {
        ok: true,
        value: {
          sittings: engine.sittingsOf(steps).map(past),
          edits: engine.sittingsOf(steps, -1).slice(-editsShownMax).map(past),
          // Each beside the one named before it.
          named: named.map((one, at) => ({ ...one, before: named[at - 1]?.heads ?? null })),
        },
      };
    },
    textAt: (point) => createTextAt(o.opening(point.document), point),
  };
}
