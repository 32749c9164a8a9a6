// One group as its pages see it: the device's picture of it, its documents, and what a person can do there.
import { type DocumentId, documentIdFrom, parseDocumentId, parseTitle } from "@fogata/domain";
import type { DocumentHandle, GroupId, GroupView, Result } from "@fogata/sync";
import { type Accessor, createMemo } from "solid-js";
import { createAsking } from "./asked-for.ts";
import type { Engine, WorkspaceDeps } from "./deps.ts";
import { createDrafts } from "./drafts.ts";
import { createInside } from "./inside.ts";
import type { LastWords } from "./last-words.ts";
import { createMakingFrom } from "./made-from.ts";
import type { Notes } from "./notes.ts";
import { createOpenAgreement } from "./open-agreement.ts";
import { createOpenDocument } from "./open-document.ts";
import { createPutOff } from "./put-off.ts";
import { createQuestions } from "./questions.ts";
import { createRegister, type Register } from "./register.ts";
import type { DocumentRow, GroupWorkspace, KindName, NewFault, OpenFault } from "./types.ts";

export interface GroupDeps {
  deps: WorkspaceDeps;
  notes: Notes;
  lastWords: LastWords;
  id: GroupId;
  /** As last seen, should the group be gone: its pages are just being left. */
  view: Accessor<GroupView>;
  showMyName: Accessor<boolean>;
}

export function createGroupWorkspace({
  deps,
  notes,
  lastWords,
  id,
  view,
  showMyName,
}: GroupDeps): GroupWorkspace & { close(): void } {
  notes.keep(id);
  const register = createRegister({ deps, notes, group: id });
  /** What was made from another stands with that one, and in no list by itself. */
  const itself = (row: DocumentRow) => row.from == null;
  const agreements = createMemo(() => register.ofKind("agreement")().filter(itself));
  const inside = createInside({ deps, notes, view });
  const everyRow = () => [...register.documents(), ...inside.documents()];
  const drafts = createDrafts({ notes, clock: deps.clock, group: id, agreements: everyRow });
  const me = () => view().me;
  const people = () => view().people;
  const putOff = createPutOff({ notes, group: id });
  const lists = () => [register, ...view().circles.map((one) => inside.of(one.id))];
  const asking = createAsking({ deps, lists, people, me, row: (doc) => row(doc), putOff });
  const heard = () =>
    `${view().status.kind} ${view()
      .relays.map((relay) => relay.lastHeardAt)
      .join(" ")}`;
  // The list on the screen is the note's; the register itself may take its time.
  void register.open();

  const isDoc = (doc: string) => (one: DocumentRow) => one.id === doc;
  const row = (doc: string) => register.documents().find(isDoc(doc)) ?? inside.documents().find(isDoc(doc));
  /** The same, once every list there is has been read. */
  async function listedRow(doc: string): Promise<DocumentRow | undefined> {
    await Promise.all([register.open(), inside.open()]);
    return row(doc);
  }
  /** The list a document stands in: the group's, or that of a circle inside it. */
  const listOf = (doc: string) => {
    const circle = inside.documents().find(isDoc(doc))?.circle ?? null;
    return circle === null ? register : inside.of(circle);
  };
  /** Where a document is: in the circle the list names, or else in the group's own. */
  const circleOf = (doc: string | undefined) => (doc === undefined ? null : row(doc)?.circle) ?? id;
  const opening = (doc?: string) => ({ deps, lastWords, circle: () => circleOf(doc), heard, me });

  async function begin(
    kind: KindName,
    wanted: string,
    first: (engine: Engine, doc: DocumentId, title: string) => Uint8Array,
    where: Where = { circle: id, list: register },
  ): Promise<Result<DocumentId, NewFault>> {
    const title = parseTitle(wanted);
    if (title === null) return { ok: false, reason: "bad-title" };
    const opened = await where.list.open();
    if (opened !== "open") return { ok: false, reason: opened };
    const engine = await deps.engine();
    const doc = documentIdFrom(deps.randomBytes(16));
    const made = await (await deps.device).createDocument(where.circle, doc, first(engine, doc, title));
    if (!made.ok) return made;
    // Only now: a row in the list always leads somewhere.
    where.list.list({ id: doc, kind, title, at: deps.clock.now(), circle: null, from: where.from ?? null });
    return { ok: true, value: doc };
  }
  const beginBlank = (kind: KindName, title: string, where?: Where) =>
    begin(kind, title, (engine, doc, given) => engine.kinds[kind].blank({ id: doc, title: given }), where);
  const inCircle = (circle: string) => ({ circle, list: inside.of(circle) });

  async function load(text: string): Promise<Result<{ engine: Engine; handle: DocumentHandle }, OpenFault>> {
    const doc = parseDocumentId(text);
    if (doc === null) return { ok: false, reason: "missing" };
    try {
      const engine = await deps.engine();
      const opened = await (await deps.device).openDocument(circleOf(doc), doc);
      return opened.ok ? { ok: true, value: { engine, handle: opened.value } } : opened;
    } catch {
      return { ok: false, reason: "app-incomplete" };
    }
  }

  const madeFrom = createMakingFrom({
    ...{ deps, notes, group: id, view, load },
    rows: everyRow,
    comingTo: (...asked) => questions.comingTo(...asked),
    opening: (doc) => opening(doc),
    begin: ({ title, circle, from, first }) =>
      begin("agreement", title, first, {
        ...(circle === null ? { circle: id, list: register } : inCircle(circle)),
        from: from ?? null,
      }),
  });

  const questions: ReturnType<typeof createQuestions> = createQuestions({
    deps,
    group: id,
    view,
    load,
    opening: (doc) => opening(doc),
    comesTo: (doc) => madeFrom.comesTo(doc),
  });

  type Files = ReturnType<Engine["createFiles"]>;
  /** Late, with the engine: nothing is taken in or out on the first screen. */
  async function files<T>(act: (files: Files) => Promise<T>): Promise<T | { ok: false; reason: "app-incomplete" }> {
    try {
      const engine = await deps.engine();
      return await act(
        engine.createFiles({
          ...{ engine, load },
          comesTo: (doc) => madeFrom.comesTo(doc),
          begin: (title, first, circle) =>
            begin(
              "agreement",
              title,
              (_, ...made) => first(...made),
              circle === undefined ? undefined : inCircle(circle),
            ),
        }),
      );
    } catch {
      return { ok: false, reason: "app-incomplete" };
    }
  }

  const exits = { deps, notes, lastWords, id, view, register, inside };

  return {
    id,
    madeFrom,
    questions,
    name: () => view().name,
    me,
    people,
    invitations: () => view().invitations,
    asking: () => view().asking,
    relays: () => view().relays,
    status: () => view().status,
    refused: () => view().refused,
    standing: () => view().standing,
    gone: () => view().gone,
    here: () => view().here,
    asks: () => view().asks,
    recoveries: () => view().recoveries,
    writes(doc) {
      if (view().here.kind !== "here") return false;
      const circle = circleOf(doc);
      return circle === id || view().circles.some((one) => one.id === circle && one.mine === "seated");
    },
    nameOf: (member) =>
      (people().find((one) => one.member === member) ?? view().gone.find((one) => one.member === member))?.name ?? null,
    putOff: putOff.ids,
    putOffAsk: putOff.add,
    askedFor: asking.rows,
    sawAskedFor: asking.saw,

    invite: async (options) => (await deps.device).invite(id, options),
    admit: async (asker) => (await deps.device).admit(id, asker),
    refuse: async (asker) => (await deps.device).refuse(id, asker),
    companions: () => view().companions,
    accompany: async (member) => (await deps.device).accompany(id, member),
    act: async (act) => (await deps.device).act(id, act),
    reconnect: () => void deps.device.then((device) => device.reconnect(id)),

    before: () => view().before,
    along: () => view().along,
    called: () => view().called,
    startAgain: async (names) => (await deps.engine()).startAgain(exits, names),
    callAlong: async (whom) => (await deps.device).callAlong(id, whom),
    takeOff: async () => (await deps.engine()).takeOff(exits),
    takeBackWords: async () => (await deps.engine()).takeBackWords(exits),
    circles: {
      all: () => view().circles,
      open: async (name) => (await deps.device).openCircle(id, { name }),
      seat: async (circle, o) => (await deps.device).seat(id, circle, o),
      endSeat: async (circle, o) => (await deps.device).endSeat(id, circle, o),
      leave: async (circle) => (await deps.device).leaveCircle(id, circle),
      documents: (circle, kind) =>
        inside.documents().filter((one) => one.circle === circle && one.kind === kind && itself(one)),
      begin: (circle, kind, title) => beginBlank(kind, title, inCircle(circle)),
    },

    documents: (kind) => () => register.ofKind(kind)().filter(itself),
    begin: (kind, title) => beginBlank(kind, title),
    openDocument: (kind, doc) => createOpenDocument(opening(doc), kind, doc ?? null),
    async *readAll(words) {
      const engine = await deps.engine();
      yield* engine.readAll({ deps, engine, register, inside, group: id, people }, words);
    },

    agreements,
    async search() {
      const engine = await deps.engine();
      return engine.createSearch({ ...exits, comesTo: madeFrom.comesTo, parse: engine.kinds.agreement.parse });
    },
    drafts: drafts.rows,
    forgetDraft: drafts.forget,
    newAgreement: (title, { blocks, facts } = { blocks: [] }) =>
      begin("agreement", title, (engine, doc, given) =>
        engine.draftAgreement({ id: doc, title: given, blocks: [...blocks], ...(facts ? { facts } : {}) }),
      ),
    async pin(text, pinned) {
      const doc = parseDocumentId(text);
      const opened = await register.open();
      if (doc === null) return { ok: false, reason: "missing" };
      if (opened !== "open") return { ok: false, reason: opened };
      register.pin({ id: doc, pinned });
      return { ok: true, value: null };
    },
    openAgreement: (text, seenAs) =>
      createOpenAgreement(
        { ...opening(text), notes, register: listOf(text), drafts, asking, group: id, people, showMyName },
        text,
        seenAs,
      ),
    async rename(text, newTitle) {
      const title = parseTitle(newTitle);
      if (title === null) return { ok: false, reason: "bad-title" };
      // Of a kind that only a newer app knows nothing is changed, and nothing of what a newer app has written.
      const kind = (await listedRow(text))?.kind;
      if (kind === undefined) return { ok: false, reason: "missing" };
      const loaded = await load(text);
      if (!loaded.ok) return loaded;
      const { engine, handle } = loaded.value;
      if (engine.ageOf(engine.kinds[kind], handle.doc()) === "newer") return { ok: false, reason: "newer" };
      handle.change(((draft: { title: string }) => engine.giveTitle(draft, title)) as (draft: never) => void);
      const list = listOf(text);
      await list.open();
      list.relist({ id: parseDocumentId(text)!, title });
      return { ok: true, value: null };
    },
    importMarkdown: (o) => files((all) => all.importMarkdown(o)),
    importWords: (o) => files((all) => all.importWords(o)),
    exportMarkdown: (...asked) => files((all) => all.exportMarkdown(...asked)),
    takeOut: (text) => files((all) => all.takeOut(text)),
    close() {
      register.close();
      inside.close();
    },
  };
}

interface Where {
  circle: string;
  list: Register;
  from?: DocumentRow["from"];
}
