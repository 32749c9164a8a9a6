// What the pages see of the device: accessors to read in JSX, and things a person can do. No Automerge, keys or
// ciphertext cross this line; every expected failure is a value.
import type { CopyWords, DocumentId, KindName, Readable } from "@fogata/domain";
import type {
  Act,
  ActFault,
  AgreementCopy,
  AlongView,
  AskerView,
  AskView,
  BeforeView,
  CallFault,
  CircleFault,
  CircleView,
  Companionship,
  DeviceView,
  FoundingAct,
  FoundingFault,
  FoundingView,
  GoneView,
  GroupId,
  GroupView,
  HereView,
  InvitationFault,
  InvitationOffer,
  InvitationView,
  InviteFault,
  InviteOptions,
  JoiningView,
  MemberId,
  PersonView,
  RecoveryView,
  RelayView,
  Result,
  StandingView,
  StartAgainFault,
  SyncStatus,
} from "@fogata/sync";
import type { Accessor } from "solid-js";
import type {
  AgreementId,
  AgreementRow,
  AskedForRow,
  CopyStep,
  DocumentRow,
  DraftRow,
  NewFault,
  OpenAgreement,
  OpenDocument,
  OpenFault,
} from "./documents.types.ts";
import type { MakingFrom } from "./made-from.types.ts";
import type { Questions } from "./questions.types.ts";
import type { TextSearch } from "./search/search.ts";

export type { KindName, ViewOf } from "@fogata/domain";
export * from "./documents.types.ts";

export interface Workspace {
  /** False until this device's storage has been read. Before that `groups` already shows the last stored view. */
  ready: Accessor<boolean>;
  /** Why this device cannot open its storage, or could not load the app's own parts. */
  fault: Accessor<DeviceView["fault"] | "app-incomplete">;
  groups: Accessor<readonly GroupRow[]>;
  joining: Accessor<readonly JoiningView[]>;
  /** Groups I have begun to found together with others, in one room. */
  foundings: Accessor<readonly FoundingView[]>;
  /** One group's pages; null while this device has no such group. Reactive, and the same object on every call. */
  group(id: string): GroupWorkspace | null;

  /** The relay is the one that served this page; without a connection the group starts, and finds it later. */
  startGroup(o: { name: string; myName: string }): Promise<Result<GroupId, "device-full" | "bad-name">>;
  /** The same with several in one room; the relay has to answer. `id` is found again in `foundings`. */
  beginFounding(o: {
    name: string;
    myName: string;
  }): Promise<Result<{ id: string }, "device-full" | "bad-name" | "relay-unreachable">>;
  found(act: FoundingAct): Promise<Result<null, FoundingFault>>;
  /** `round`: of the list whose words were compared. */
  signList(joining: string, round: number): Promise<Result<null, "gone" | "changed" | "device-full">>;
  /** The invitation this page was opened with, already gone from the address; null once taken or if there was none. */
  invitation: Accessor<string | null>;
  /** Forgets the invitation this page was opened with, once it was used or laid aside. */
  dropInvitation(): void;
  /** Opens an invitation that came inside a group; `name`: what I am called there, to go by the same name. */
  takeUp(link: string, name: string): void;
  /** The name that came with it; "" without one. */
  invitedAs: Accessor<string>;
  /** While a group is started again: documents copied of all. */
  copying: Accessor<{ done: number; of: number } | null>;
  readInvitation(link: string): Promise<Result<InvitationOffer, InvitationFault>>;
  /** The agreements that travel under the link, to be read before one asks. */
  readAgreements(link: string): Promise<Result<AgreementCopy[], InvitationFault | "gone" | "relay-unreachable">>;
  /** `id` is found again in `joining`, whose `group` is set once somebody has admitted me. */
  askToJoin(o: {
    link: string;
    name: string;
    companion?: string | null;
  }): Promise<Result<{ id: string }, InvitationFault | "device-full" | "bad-name">>;
  forgetJoining(id: string): Promise<void>;

  /** Of all my groups together: what stands in the way of sharing comes first. */
  status: Accessor<SyncStatus>;

  /** This device's own choices: kept here, told to nobody. */
  choices: Accessor<Choices>;
  choose(change: Partial<Choices>): void;

  /** Everything typed until now is in the storage and on its way. */
  flush(): Promise<void>;
  /** Stops listening and closes the device; for tests and for a page that goes away. */
  close(): Promise<void>;
}

export interface GroupRow {
  id: GroupId;
  name: string;
  myName: string;
}

export interface Choices {
  theme: "device" | "light" | "dark";
  text: "usual" | "large" | "largest";
  /** Agreements in the interface's plainer face, with more air. */
  reading: "usual" | "plain";
  /** Others who have the same agreement open see my name where I write. */
  showMyName: boolean;
}

/** `some-stays`: what could be was taken back; elsewhere a text cannot be read or changed, or it was said on another device. */
export type TakeBackFault = "not-here" | "some-stays" | "app-incomplete";

export interface GroupWorkspace {
  id: GroupId;
  name: Accessor<string>;
  me: Accessor<GroupView["me"]>;
  /** In order of joining. */
  people: Accessor<readonly PersonView[]>;
  invitations: Accessor<readonly InvitationView[]>;
  asking: Accessor<readonly AskerView[]>;
  relays: Accessor<readonly RelayView[]>;
  status: Accessor<SyncStatus>;
  refused: Accessor<Readonly<Record<string, number>>>;
  standing: Accessor<StandingView>;
  gone: Accessor<readonly GoneView[]>;
  /** How it stands with this very device: whether it still belongs. */
  here: Accessor<HereView>;
  asks: Accessor<readonly AskView[]>;
  recoveries: Accessor<readonly RecoveryView[]>;
  /** False while nothing done here would reach anybody: this device is paused, belongs no more, or has no place where `doc` is. */
  writes(doc?: string): boolean;
  /** Everybody's name, of those who have gone too; null for a member never heard of. */
  nameOf(member: MemberId): string | null;
  /** Asks that I left for another time: they stand on Home no more. Known to this device alone. */
  putOff: Accessor<ReadonlySet<string>>;
  putOffAsk(id: string): void;
  /** Documents in which somebody asks for me by name, until I have answered there or seen it; null until that is known. */
  askedFor: Accessor<readonly AskedForRow[] | null>;
  /** I have seen what stands there now. Known to this device alone. */
  sawAskedFor(document: string): void;

  /** `id` is found in `invitations`, with its link. `no-relay`: the group has not yet found one to be reached through. */
  invite(options?: Partial<InviteOptions>): Promise<Result<{ id: string }, InviteFault>>;
  admit(asker: string): Promise<Result<null, "gone" | "used" | "expired">>;
  refuse(asker: string): Promise<Result<null, "gone">>;
  /** Who asked for company when they came, and who has offered it. */
  companions: Accessor<readonly Companionship[]>;
  accompany(member: MemberId): Promise<Result<null, "gone" | "device-full">>;
  /** About who belongs. `id`: of the ask that was begun. */
  act(act: Act): Promise<Result<{ id: string | null }, ActFault>>;
  reconnect(): void;

  /** The group this one was started again from; null if it was not. */
  before: Accessor<BeforeView | null>;
  /** Who has started again elsewhere and asks me along; and whom I have asked openly. */
  along: Accessor<readonly AlongView[]>;
  called: Accessor<readonly MemberId[]>;
  /** A new group from what is on this device. */
  startAgain(o: { name: string; myName: string }): Promise<Result<GroupId, StartAgainFault>>;
  /** Said here, with an invitation into the new group; `to` null: to everybody. */
  callAlong(o: { into: GroupId; to: readonly MemberId[] | null }): Promise<Result<null, CallFault>>;
  /** Deletes all of this group that is on this device. */
  takeOff(): Promise<Result<null, "device-full">>;
  /** Takes back my comments, concerns and other reasons, and whys, here and in my working groups, as far as this device can. */
  takeBackWords(): Promise<Result<"done" | "nothing", TakeBackFault>>;
  /** Circles inside the group, each with keys of its own. */
  circles: CirclesWorkspace;

  /** Every document of this kind, by title; from the last stored list until the documents are loaded. */
  documents(kind: KindName): Accessor<readonly DocumentRow[]>;
  begin(kind: KindName, title: string): Promise<Result<DocumentId, NewFault>>;
  /**
   * A document as plain data, and what can be done to it. Without an id: the one there is of its kind. Call it inside a
   * component (or a root): it leaves with it.
   */
  openDocument<K extends KindName>(kind: K, id?: string): OpenDocument<K>;
  /** Everything I may read here, one after the other, as fast as it is asked for. Throws if there is no list to go by. */
  readAll(words: CopyWords): AsyncGenerator<CopyStep, void>;

  /** The same as `documents("agreement")`. */
  agreements: Accessor<readonly AgreementRow[]>;
  /** To look for words in all agreements. Rejects if the app's own parts could not be loaded. Close it with the page. */
  search(): Promise<TextSearch>;
  /** The few agreements last written in on this device, latest first: "You were writing in X on Tuesday". */
  drafts: Accessor<readonly DraftRow[]>;
  forgetDraft(id: string): void;
  /** Changes to agreements, and the same in other languages. */
  madeFrom: MakingFrom;
  /** What was put to the group, and what it came to. */
  questions: Questions;
  /** `words`: what it begins with, such as a template's. */
  newAgreement(title: string, words?: Pick<Readable, "blocks" | "facts">): Promise<Result<AgreementId, NewFault>>;
  /** Keeps it in view for everybody, or no more. */
  pin(id: AgreementId, pinned: boolean): Promise<Result<null, OpenFault>>;
  /** Call it inside a component (or a root): it leaves with it. First the words, then the document. */
  /** `seenAs`: what was seen of it last is kept by this name, where it is seen as another thing than by itself. */
  openAgreement(id: string, seenAs?: string): OpenAgreement;
  /** Of any kind. A title of nothing but blanks is refused. */
  rename(id: string, title: string): Promise<Result<null, "bad-title" | "newer" | OpenFault>>;
  /** Without a title, the text's first heading becomes the title. Hostile Markdown becomes plain words. */
  importMarkdown(o: {
    text: string;
    title: string | null;
    /** The working group it is for; without one it is the group's. */
    circle?: string;
  }): Promise<Result<AgreementId, NewFault | "too-long">>;
  /** The same of words that were read elsewhere, such as a word processor's. */
  importWords(o: {
    words: Pick<Readable, "blocks" | "facts"> & { title: string | null };
    title: string | null;
    circle?: string;
  }): Promise<Result<AgreementId, NewFault | "too-long">>;
  /** Of one in force, the very text that was decided; of any other, the words as they are. */
  exportMarkdown(
    id: string,
    /** Of a change, with what it changes marked: to be read, not to be brought in again. */
    o?: { marked: boolean },
  ): Promise<Result<{ fileName: string; text: string }, OpenFault>>;
  /** The same as plain data, for other kinds of files; the name has no ending. `base`: what a change would change. */
  takeOut(id: string): Promise<Result<{ fileName: string; words: Readable; base?: Readable | null }, OpenFault>>;
}

export interface CirclesWorkspace {
  /** Those in which I have, or had, a place. */
  all: Accessor<readonly CircleView[]>;
  /** `name` is sealed in it; nobody else has a place there yet. */
  open(name: string): Promise<Result<string, "device-full" | "bad-name" | "gone" | "app-incomplete">>;
  seat(circle: string, o: { member: MemberId; until: number | null }): Promise<Result<null, CircleFault>>;
  /** My word that somebody's seat should end, or that I take it back. */
  endSeat(circle: string, o: { member: MemberId; ends: boolean }): Promise<Result<null, CircleFault>>;
  leave(circle: string): Promise<Result<null, CircleFault>>;
  /** Of one circle, by title. */
  documents(circle: string, kind: KindName): readonly DocumentRow[];
  /** It is listed there, and nowhere else. */
  begin(circle: string, kind: KindName, title: string): Promise<Result<DocumentId, NewFault>>;
}
