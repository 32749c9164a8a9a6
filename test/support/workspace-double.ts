// A workspace made of plain signals: what the pages see, without a device behind it. For tests of pages and for looking
// at them while they are drawn. What a person does is written down in `done` and answered by `answers`.

import {
  type AgreementView,
  agreementView,
  type Day,
  type DecisionView,
  type DocumentId,
  type Readable,
  type ToldDecision,
  type WrittenAgreement,
} from "@fogata/domain";
import type {
  AgreementCopy,
  AlongView,
  AskerView,
  AskView,
  BeforeView,
  CircleView,
  Companionship,
  FoundingView,
  GoneView,
  HereView,
  InvitationOffer,
  InvitationView,
  JoiningView,
  PersonView,
  RecoveryView,
  RelayView,
  Result,
  StandingView,
  SyncStatus,
} from "@fogata/sync";
import { createSignal } from "solid-js";
import type { ExactPoint, HistoryView, MadeFromRow, MakingFrom } from "../../src/workspace/made-from.types.ts";
import type { Agreed } from "../../src/workspace/questions.types.ts";
import type {
  AgreementRow,
  AskedForRow,
  Choices,
  CopyStep,
  DocumentRow,
  DraftRow,
  GroupWorkspace,
  KindName,
  LiveAgreement,
  OpenFault,
  ViewOf,
  Workspace,
} from "../../src/workspace/types.ts";

export interface GroupPicture {
  id: string;
  name: string;
  me: string;
  people: PersonView[];
  invitations: InvitationView[];
  asking: AskerView[];
  relays: RelayView[];
  status: SyncStatus;
  refused: Record<string, number>;
  standing: StandingView;
  gone: GoneView[];
  here: HereView;
  asks: AskView[];
  recoveries: RecoveryView[];
  companions: Companionship[];
  circles: CircleView[];
  /** Listed in circles inside the group. */
  inside: DocumentRow[];
  putOff: string[];
  askedFor: AskedForRow[] | null;
  before: BeforeView | null;
  along: AlongView[];
  called: string[];
  agreements: AgreementRow[];
  drafts: DraftRow[];
  /** Changes to agreements, and the same in other languages. */
  madeFrom: MadeFromRow[];
  /** What was put to the group, as it stands. */
  questions: DecisionView[];
  told: ToldDecision[];
  /** What agreements in force say of deciding. */
  agreed: Agreed;
  /** What agreements come to; a draft where nothing is said. */
  comesTo: Record<string, AgreementView>;
  /** The text as it stood, whichever is asked for. */
  textAt: WrittenAgreement | null;
  /** The same, where different points say different things. */
  textsAt: ((point: ExactPoint) => WrittenAgreement | null) | null;
  /** The past of the text, whichever is asked for. */
  history: HistoryView;
  lookedAt: readonly string[] | null;
  /** What is another in one document than in the rest. */
  inDocument: Record<string, Partial<Pick<GroupPicture, "history" | "lookedAt" | "live" | "readable">>>;
  /** I went on writing past the text that was decided on. */
  editsBegun: boolean;
  readable: Readable | null;
  live: LiveAgreement | null;
  openFault: OpenFault | null;
  /** The open agreement was written by a newer app. */
  newer: boolean;
  /** What a page of each kind shows. */
  views: { [K in KindName]?: ViewOf<K> };
  /** What a readable copy is made of. */
  copy: CopyStep[];
}
export interface Picture {
  ready: boolean;
  fault: ReturnType<Workspace["fault"]>;
  groups: GroupPicture[];
  joining: JoiningView[];
  foundings: FoundingView[];
  invitation: string | null;
  invitedAs: string;
  copying: { done: number; of: number } | null;
  /** What lies under that invitation. */
  underLink: AgreementCopy[];
  /** What that invitation says of itself, where it is not the usual one. */
  offer: Partial<InvitationOffer>;
  choices: Choices;
}

/** Answers to what a person does; anything not given here goes well. */
export type Answers = Partial<
  Pick<
    Workspace,
    "startGroup" | "beginFounding" | "found" | "signList" | "readInvitation" | "readAgreements" | "askToJoin"
  > &
    Pick<
      GroupWorkspace,
      | "act"
      | "startAgain"
      | "callAlong"
      | "takeOff"
      | "takeBackWords"
      | "accompany"
      | "invite"
      | "admit"
      | "refuse"
      | "newAgreement"
      | "search"
      | "rename"
      | "importMarkdown"
      | "importWords"
      | "exportMarkdown"
      | "takeOut"
    > &
    Pick<GroupWorkspace["circles"], "seat"> & {
      say?(): Promise<Result<string, "gone" | "device-full">>;
      change(verb: string, what: unknown): never;
      beginFrom: MakingFrom["begin"];
    }
>;

export interface WorkspaceDouble extends Workspace {
  done: string[];
  change(edit: (picture: Picture) => Picture): void;
}

const of = (now: GroupPicture, document: string) => ({ ...now, ...now.inDocument[document] });
const dayMs = 24 * 60 * 60 * 1000;

export function emptyPicture(): Picture {
  return {
    ready: true,
    fault: null,
    groups: [],
    joining: [],
    foundings: [],
    invitation: null,
    invitedAs: "",
    copying: null,
    underLink: [],
    offer: {},
    choices: { theme: "device", text: "usual", reading: "usual", showMyName: true },
  };
}

export function person(name: string, since = Date.now() - 40 * dayMs, change: Partial<PersonView> = {}): PersonView {
  return {
    member: `member-${name}`,
    name,
    devices: [{ id: `device-${name}`, since, recovery: false, name: "", pausedUntil: null, here: false }],
    since,
    full: true,
    welcomedBy: null,
    welcome: null,
    pausedUntil: null,
    ...change,
  };
}

/** This is read on their first device. */
function readingHere(one: PersonView): PersonView {
  return { ...one, devices: one.devices.map((device, i) => ({ ...device, here: i === 0 })) };
}

/** As a group of so many full members counts while it has chosen nothing. */
export function standingOf(full: number, change: Partial<StandingView> = {}): StandingView {
  return {
    full,
    removalNeeds: Math.max(2, Math.ceil(((full - 1) * 2) / 3)),
    removalNeedsOfJoiner: Math.max(2, Math.ceil((full * 2) / 3)),
    welcomeNeeds: Math.min(7, Math.floor(full / 2) + 1),
    chosen: { removal: null, welcomes: null },
    canRemove: full > 2,
    frozen: false,
    chooseAgain: null,
    ...change,
  };
}

export function groupOf(names: string[], change: Partial<GroupPicture> = {}): GroupPicture {
  return {
    id: "c0ffee",
    name: "Canal Side Tenants",
    me: names[0] ?? "Ines",
    people: names.map((name, i) => (i === 0 ? readingHere(person(name)) : person(name))),
    invitations: [],
    asking: [],
    relays: [
      {
        url: "wss://relay.canalside.example/relay",
        reachable: "yes",
        stat: { entries: 412, bytes: 18_300_000, bytesMax: 2_000_000_000, readers: 3 },
        lastHeardAt: Date.now(),
        channels: 2,
      },
    ],
    status: { kind: "shared" },
    refused: {},
    standing: standingOf((change.people ?? names.map((name) => person(name))).filter((one) => one.full).length),
    gone: [],
    here: { kind: "here" },
    asks: [],
    recoveries: [],
    companions: [],
    circles: [],
    inside: [],
    putOff: [],
    askedFor: [],
    before: null,
    along: [],
    called: [],
    agreements: [],
    drafts: [],
    madeFrom: [],
    questions: [],
    told: [],
    agreed: {
      minimumMs: 14 * dayMs,
      rule: null,
      few: null,
      reviewDays: null,
      numbers: { removal: null, welcomes: null },
      numbersIn: [],
    },
    comesTo: {},
    textAt: null,
    textsAt: null,
    history: { sittings: [], edits: [], named: [] },
    lookedAt: null,
    inDocument: {},
    editsBegun: false,
    readable: null,
    live: null,
    openFault: null,
    newer: false,
    views: {},
    copy: [],
    ...change,
  };
}

export function makeWorkspaceDouble(start: Picture, answers: Answers = {}): WorkspaceDouble {
  const [picture, setPicture] = createSignal(start);
  const done: string[] = [];
  const did = (...what: string[]) => void done.push(what.join(" "));
  const groups = new Map<string, GroupWorkspace>();
  const read =
    <T>(pick: (picture: Picture) => T) =>
    () =>
      pick(picture());

  async function said(...what: unknown[]) {
    did(...what.map((one) => (typeof one === "string" ? one : JSON.stringify(one))));
    return answers.say ? answers.say() : ({ ok: true, value: "c".repeat(64) } as const);
  }

  function groupDouble(id: string): GroupWorkspace {
    const last = { value: picture().groups.find((one) => one.id === id) as GroupPicture };
    const now = () => {
      last.value = picture().groups.find((one) => one.id === id) ?? last.value;
      return last.value;
    };
    return {
      id,
      name: () => now().name,
      me: () => ({ member: `member-${now().me}`, name: now().me, device: `device-${now().me}` }),
      people: () => now().people,
      invitations: () => now().invitations,
      asking: () => now().asking,
      relays: () => now().relays,
      status: () => now().status,
      refused: () => now().refused,
      standing: () => now().standing,
      gone: () => now().gone,
      here: () => now().here,
      asks: () => now().asks,
      recoveries: () => now().recoveries,
      before: () => now().before,
      along: () => now().along,
      called: () => now().called,
      startAgain: async (o) => {
        did("startAgain", o.name, o.myName);
        if (answers.startAgain) return answers.startAgain(o);
        const before = { name: now().name, at: Date.now(), by: now().me, group: id, left: 0 };
        const fresh = { ...now(), id: "beef", name: o.name, me: o.myName, before };
        setPicture((p) => ({ ...p, groups: [...p.groups, fresh] }));
        return { ok: true, value: "beef" };
      },
      callAlong: async (o) => {
        did("callAlong", o.into, o.to === null ? "all" : o.to.join(","));
        return answers.callAlong ? answers.callAlong(o) : { ok: true, value: null };
      },
      takeOff: async () => {
        did("takeOff", id);
        if (answers.takeOff) return answers.takeOff();
        setPicture((p) => ({ ...p, groups: p.groups.filter((one) => one.id !== id) }));
        return { ok: true, value: null };
      },
      takeBackWords: async () => {
        did("takeBackWords");
        return answers.takeBackWords ? answers.takeBackWords() : { ok: true, value: "done" };
      },
      act: async (act) => {
        did("act", JSON.stringify(act));
        return answers.act ? answers.act(act) : { ok: true, value: { id: null } };
      },
      writes: () => now().here.kind === "here",
      nameOf: (member) => [...now().people, ...now().gone].find((one) => one.member === member)?.name ?? null,
      putOff: () => new Set(now().putOff),
      putOffAsk(ask) {
        did("putOff", ask);
        setPicture((p) => ({
          ...p,
          groups: p.groups.map((one) => (one.id === id ? { ...one, putOff: [...one.putOff, ask] } : one)),
        }));
      },
      askedFor: () => now().askedFor,
      sawAskedFor(document) {
        did("sawAskedFor", document);
        const left = (all: AskedForRow[] | null) => all?.filter((one) => one.id !== document) ?? null;
        setPicture((p) => ({
          ...p,
          groups: p.groups.map((one) => (one.id === id ? { ...one, askedFor: left(one.askedFor) } : one)),
        }));
      },
      agreements: () => now().agreements,
      search: async () => {
        did("search");
        if (answers.search) return answers.search();
        throw new Error("no texts to look through");
      },
      drafts: () => now().drafts,
      madeFrom: {
        comesTo: (agreement) => now().comesTo[agreement] ?? agreementView(agreement, [], "2026-06-11" as Day),
        of: (agreement, as) => now().madeFrom.filter((row) => row.agreement === agreement && row.as === as),
        all: (as) => now().madeFrom.filter((row) => row.as === as),
        words: async () => {
          const written = now().textAt;
          return written ? { ok: true, value: written } : { ok: false, reason: "missing" };
        },
        row: (one) => now().madeFrom.find((row) => row.id === one) ?? null,
        begin: async (o) => {
          did("madeFrom.begin", JSON.stringify(o));
          return answers.beginFrom ? answers.beginFrom(o) : { ok: true, value: "a1" as DocumentId };
        },
        editsBegun: () => () => now().editsBegun,
        publish: async (one) => {
          did("madeFrom.publish", one);
          return { ok: true, value: "a9" as DocumentId };
        },
        history: async (one) => ({ ok: true, value: of(now(), one).history }),
        textAt: (point) => ({
          found: () => {
            const { textAt, textsAt } = now();
            const written = textsAt ? textsAt(point) : textAt;
            return written && { written, heads: ["ab".repeat(32)] };
          },
          fault: () => null,
        }),
      },
      questions: {
        all: () => now().questions,
        ready: () => true,
        fault: () => null,
        told: () => now().told,
        minimumMs: () => 14 * dayMs,
        agreed: async () => ({ ok: true, value: now().agreed }),
        placeOf: async () => ({ ok: true, value: null }),
        callBackTold: (closing, reason) => said("callBackTold", closing, reason),
        wordedNow: () => () => null,
        ask: (what) => said("ask", what),
        answer: (proposal, given) => said("answer", proposal, given),
        askForTime: (proposal) => said("askForTime", proposal),
        moveToMeeting: (proposal) => said("moveToMeeting", proposal),
        backFromMeeting: (proposal, until) => said("backFromMeeting", proposal, until),
        reword: (proposal) => said("reword", proposal),
        close: (proposal) => said("close", proposal),
        sayLeftOut: (proposal) => said("sayLeftOut", proposal),
        takeBackReason: (proposal) => said("takeBackReason", proposal),
        callBack: (proposal, reason) => said("callBack", proposal, reason),
        record: async () => ({ ok: false, reason: "not-decided" }),
      },
      documents: (kind) => () =>
        kind === "agreement" ? now().agreements.map((row) => ({ ...row, kind, circle: null })) : [],
      begin: async (kind, title) => {
        did("begin", kind, title);
        return { ok: true, value: "a1" as DocumentId };
      },
      openDocument: (kind) => ({
        view: () => (now().views[kind] ?? null) as never,
        fault: () => now().openFault,
        newer: () => now().newer,
        change: (verb, what) => {
          did(String(verb), JSON.stringify(what));
          return answers.change ? answers.change(String(verb), what) : ({ ok: true, value: "c1" } as never);
        },
      }),
      async *readAll() {
        yield* now().copy;
      },
      circles: {
        all: () => now().circles,
        open: async (name) => {
          did("openCircle", name);
          return { ok: true, value: "c0".repeat(32) };
        },
        seat: async (circle, o) => {
          did("seat", circle, JSON.stringify(o));
          return answers.seat ? answers.seat(circle, o) : { ok: true, value: null };
        },
        endSeat: async (circle, o) => {
          did("endSeat", circle, JSON.stringify(o));
          return { ok: true, value: null };
        },
        leave: async (circle) => {
          did("leave", circle);
          return { ok: true, value: null };
        },
        documents: (circle, kind) => now().inside.filter((row) => row.circle === circle && row.kind === kind),
        begin: async (circle, kind, title) => {
          did("begin", circle, kind, title);
          return { ok: true, value: "a1" as DocumentId };
        },
      },
      companions: () => now().companions,
      accompany: async (member) => {
        did("accompany", member);
        return answers.accompany ? answers.accompany(member) : { ok: true, value: null };
      },
      invite: async (options) => {
        did("invite", ...(options ? [JSON.stringify(options)] : []));
        return answers.invite
          ? answers.invite(options)
          : { ok: true, value: { id: now().invitations[0]?.id ?? "none" } };
      },
      admit: async (asker) => {
        did("admit", asker);
        return answers.admit ? answers.admit(asker) : { ok: true, value: null };
      },
      refuse: async (asker) => {
        did("refuse", asker);
        return answers.refuse ? answers.refuse(asker) : { ok: true, value: null };
      },
      reconnect: () => did("reconnect"),
      forgetDraft: (draft) => did("forgetDraft", draft),
      pin: async (one, pinned) => {
        did("pin", one, String(pinned));
        return { ok: true, value: null };
      },
      newAgreement: async (title, words) => {
        did("newAgreement", title, ...(words ? [`with ${words.blocks.length} blocks`] : []));
        return answers.newAgreement ? answers.newAgreement(title, words) : { ok: true, value: "a1" };
      },
      openAgreement: (agreement) => ({
        id: agreement,
        title: () => now().agreements.find((row) => row.id === agreement)?.title ?? "",
        readable: () => of(now(), agreement).readable,
        live: () => of(now(), agreement).live,
        fault: () => now().openFault,
        minutes: () => (now().readable ? 2 : null),
        newer: () => now().newer,
        lookedAt: () => of(now(), agreement).lookedAt,
        facts: () => of(now(), agreement).readable?.facts ?? null,
        change: (verb, what) => {
          did(String(verb), JSON.stringify(what));
          return answers.change ? answers.change(String(verb), what) : ({ ok: true, value: "c1" } as never);
        },
      }),
      rename: async (agreement, title) => {
        did("rename", agreement, title);
        return answers.rename ? answers.rename(agreement, title) : { ok: true, value: null };
      },
      importMarkdown: async (o) => {
        did("importMarkdown", o.title ?? "(heading)", o.text);
        return answers.importMarkdown ? answers.importMarkdown(o) : { ok: true, value: "a1" };
      },
      importWords: async (o) => {
        did("importWords", o.title ?? o.words.title ?? "", `${o.words.blocks.length} blocks`);
        return answers.importWords ? answers.importWords(o) : { ok: true, value: "a1" };
      },
      takeOut: async (agreement) => {
        did("takeOut", agreement);
        return answers.takeOut
          ? answers.takeOut(agreement)
          : { ok: true, value: { fileName: "text", words: now().readable ?? { title: "Text", blocks: [] } } };
      },
      exportMarkdown: async (agreement, o) => {
        did("exportMarkdown", agreement, ...(o?.marked ? ["marked"] : []));
        return answers.exportMarkdown
          ? answers.exportMarkdown(agreement, o)
          : { ok: true, value: { fileName: "text.md", text: "# Text" } };
      },
    };
  }

  return {
    done,
    change: (edit) => void setPicture(edit),
    ready: read((p) => p.ready),
    fault: read((p) => p.fault),
    groups: read((p) => p.groups.map(({ id, name, me }) => ({ id, name, myName: me }))),
    joining: read((p) => p.joining),
    group(id) {
      if (!picture().groups.some((one) => one.id === id)) return null;
      const known = groups.get(id) ?? groupDouble(id);
      groups.set(id, known);
      return known;
    },
    startGroup: async (o) => {
      did("startGroup", o.name, o.myName);
      return answers.startGroup ? answers.startGroup(o) : { ok: true, value: "c0ffee" };
    },
    foundings: read((p) => p.foundings),
    beginFounding: async (o) => {
      did("beginFounding", o.name, o.myName);
      return answers.beginFounding ? answers.beginFounding(o) : { ok: true, value: { id: "f1" } };
    },
    found: async (act) => {
      did(act.type, ...("person" in act ? [act.person] : []), ...("words" in act ? act.words : []));
      return answers.found ? answers.found(act) : { ok: true, value: null };
    },
    signList: async (joining, round) => {
      did("signList", joining, String(round));
      return answers.signList ? answers.signList(joining, round) : { ok: true, value: null };
    },
    invitation: read((p) => p.invitation),
    takeUp: (link, name) => {
      did("takeUp", link, name);
      setPicture((p) => ({ ...p, invitation: link, invitedAs: name }));
    },
    invitedAs: read((p) => p.invitedAs),
    copying: read((p) => p.copying),
    dropInvitation: () => void setPicture((p) => ({ ...p, invitation: null })),
    readInvitation: async (link) => {
      if (answers.readInvitation) return answers.readInvitation(link);
      return {
        ok: true,
        value: {
          relay: "wss://relay.canalside.example/relay",
          expiresAt: Date.now() + 3 * dayMs,
          purpose: "person" as const,
          agreements: false,
          ...picture().offer,
        },
      };
    },
    readAgreements: async (link) =>
      answers.readAgreements ? answers.readAgreements(link) : { ok: true, value: picture().underLink },
    askToJoin: async (o) => {
      did("askToJoin", o.name, ...(o.companion ? [o.companion] : []));
      return answers.askToJoin ? answers.askToJoin(o) : { ok: true, value: { id: "j1" } };
    },
    forgetJoining: async (id) => did("forgetJoining", id),
    status: () => ({ kind: "saved" }),
    choices: read((p) => p.choices),
    choose: (change) => void setPicture((p) => ({ ...p, choices: { ...p.choices, ...change } })),
    flush: async () => did("flush"),
    close: async () => did("close"),
  };
}
