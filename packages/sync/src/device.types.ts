// What the app sees of one device: a picture of every group (plain data, sent whole between tabs) and the things a
// person can do. The tab that leads does them; the others pass them on. No keys and no ciphertext cross this line.
import type { WordsFault } from "@fogata/keys";
import type {
  AlongView,
  AskView,
  BeforeView,
  Belonging,
  BelongingView,
  Exits,
  GoneView,
  HereView,
  RecoveryView,
  StandingView,
} from "./belonging.types.ts";
import type { Circles, CircleView } from "./circles.types.ts";
import type { Founding, FoundingView, ListView } from "./founding.types.ts";
import type {
  AskedFor,
  Companionship,
  InvitationOffer,
  InviteFault,
  InviteOptions,
  Inviting,
  Progress,
  Purpose,
} from "./inviting.types.ts";
import type { Off, Result } from "./ports.ts";
import type { RecoverFault } from "./recovering.ts";
import type { Speaking } from "./spoken.types.ts";

/** Ids are lower-case hex. */
export type GroupId = string;
export type MemberId = string;
export type DocId = string;

/** Plain data: survives structuredClone and JSON. */
export interface DeviceView {
  /** False until the storage has been read. */
  ready: boolean;
  /** Why this device cannot open its storage, if it cannot. */
  fault: null | "storage-corrupt" | "storage-newer" | "no-crypto" | "storage-blocked";
  groups: GroupView[];
  joining: JoiningView[];
  /** Groups that I have begun to found together with others, in one room. */
  foundings: FoundingView[];
  /** Documents copied so far into a group that is being started again; absent while none is. */
  copying?: { done: number; of: number };
}

export interface GroupView {
  id: GroupId;
  name: string;
  me: { member: MemberId; name: string; device: string };
  /** In order of joining. Everyone is the same kind of member. */
  people: PersonView[];
  invitations: InvitationView[];
  asking: AskerView[];
  relays: RelayView[];
  /** Circles inside it in which I have, or had, a seat. */
  circles: CircleView[];
  status: SyncStatus;
  /** How many entries could not be opened or judged, by reason; for the Relay page and for reports. */
  refused: Record<string, number>;

  /** How the group counts now. */
  standing: StandingView;
  /** Who left or was removed, for their names under what they wrote. */
  gone: GoneView[];
  /** How it stands with this very device. */
  here: HereView;
  /** What several people have to sign, open or not, latest first. */
  asks: AskView[];
  /** New devices of people who lost theirs, signed in by the group. */
  recoveries: RecoveryView[];
  /** Who asked for a companion when they came in, and who has offered to be one. */
  companions: Companionship[];
  /** Null unless it was started again from copies of another. */
  before: BeforeView | null;
  /** Who has started again elsewhere and asks me along, and whom I have asked openly. */
  along: AlongView[];
  called: MemberId[];
  /** Grows whenever something was signed, here or in a circle inside it: what is shown of it has to look again. */
  said: number;
}
export interface PersonView extends BelongingView {
  member: MemberId;
  name: string;
  /** Day it was written into the log by the admitter's clock, ms since 1970; never used for any right. */
  since: number;
}
export interface InvitationView {
  id: string;
  /** The whole link while this device still has the secret; null on other devices. */
  link: string | null;
  expiresAt: number;
  state: "open" | "used" | "expired" | "held" | "withdrawn";
  mine: boolean;
  /** Made on this very device: only it can show the link and let in who asks. */
  here: boolean;
  /** Kept on the device that made it alone; "" elsewhere. */
  label: string;
  purpose: AskedFor;
  uses: number;
  /** How many more can come in with it. */
  left: number;
  /** A sealed copy of the agreements in force lies under the link, and goes with its last use, its end or its withdrawal. */
  agreements: boolean;
  /** Let in with it at the same time, none knowing of the other: somebody has to say who was meant. */
  held: { id: string; name: string }[];
}
/** Somebody who opened one of my invitations and asks to be let in. */
export interface AskerView {
  id: string;
  invitation: string;
  /** Of a further device and of a recovery: the name that member already has here. */
  name: string;
  purpose: AskedFor;
  /** Four words to compare with theirs. */
  words: [string, string, string, string];
  /** True when more people ask than the invitation is still good for: all are held until someone looks. */
  contested: boolean;
  /** They would like somebody to go along with them at first: their own words, "" for none; null where not asked. */
  companion: string | null;
}
/** A group I have asked to join. */
export interface JoiningView {
  id: string;
  /** What I said people should call me; "" where I have a name there already. */
  name: string;
  purpose: Purpose;
  words: [string, string, string, string];
  state: "sending" | "waiting" | "admitted" | "refused" | "used" | "expired" | "withdrawn" | "relay-unreachable";
  /** Of a recovery, once the member who made the link has compared the words: how far the group is. */
  progress: Progress | null;
  /** Of a founding, once whoever began has closed the list: what I am asked to sign. */
  list: ListView | null;
  /** Set once admitted. */
  group: GroupId | null;
}
export interface RelayView {
  url: string;
  reachable: "yes" | "no" | "trying";
  /** What the relay holds of this group, as it says itself; null until it answered. */
  stat: { entries: number; bytes: number; bytesMax: number; readers: number } | null;
  /** When the relay last acknowledged or sent something, ms since 1970. */
  lastHeardAt: number | null;
  /** How many channels (bundles without names) this group uses there. */
  channels: number;
}
export type SyncStatus =
  | { kind: "saved" }
  | { kind: "shared" }
  | { kind: "offline" }
  | { kind: "not-shared"; reason: NotShared };
export type NotShared =
  | "relay-full"
  | "relay-disk-full"
  | "device-full"
  | "refused"
  | "newer-version"
  | "relay-stranger"
  | "relay-stopping"
  /** One change is larger than anything that can be sent. */
  | "too-large";

export interface Device extends Inviting, Belonging, Founding, Circles, Exits, Speaking {
  view(): DeviceView;
  subscribe(changed: (view: DeviceView) => void): Off;

  /** `relay`: the place to ask for the relay's address and public name, now or when it answers. */
  startGroup(o: { name: string; myName: string; relay: string }): Promise<Result<GroupId, "device-full" | "bad-name">>;
  /** Good for one person and 72 hours where nothing else is said. The view shows it as soon as this returns. */
  invite(group: GroupId, options?: Partial<InviteOptions>): Promise<Result<{ id: string }, InviteFault>>;
  /**
   * Both have read the same four words. A person or a device is in at once; for a recovery the group is asked, and this
   * device sees to the rest.
   */
  admit(group: GroupId, asker: string): Promise<Result<null, "gone" | "used" | "expired">>;
  refuse(group: GroupId, asker: string): Promise<Result<null, "gone">>;
  /** Reads an invitation link without any network. `ours` if this device is already in the group that made it. */
  readInvitation(link: string): Promise<Result<InvitationOffer, InvitationFault>>;
  /** `name` is not asked of a further device, nor of a recovery. `companion`: words for whoever might go along. */
  askToJoin(o: {
    link: string;
    name: string;
    companion?: string | null;
  }): Promise<Result<{ id: string }, InvitationFault | "device-full" | "bad-name">>;
  forgetJoining(id: string): Promise<void>;
  /**
   * A recovery sheet for this group: 24 words that nobody keeps but the paper. They never leave this tab; what the
   * group needs for them to work later is written and posted at once.
   */
  makeSheet(group: GroupId): Promise<Result<string[], "device-full" | "gone">>;
  /** From such words back into the group, as a device of its own. `relay`: the place to ask for their relay. */
  recover(o: {
    words: string;
    relay: string;
  }): Promise<Result<GroupId, RecoverFault> | { ok: false; reason: "words"; fault: WordsFault }>;
  /** Tries the relays now instead of at the next turn of the back-off: a group's, or every one that is waited for. */
  reconnect(group?: GroupId): void;

  /** Opens (loads) a document; `start` gives its first bytes if this device has none: the same bytes on every device. */
  openDocument(group: GroupId, doc: DocId, start?: Uint8Array): Promise<Result<DocumentHandle, "missing" | "corrupt">>;
  createDocument(group: GroupId, doc: DocId, start: Uint8Array): Promise<Result<DocumentHandle, "device-full">>;
  /**
   * S134 Looks at a document where it lies, without opening it: many can be gone through that nobody works in. Where it
   * is stored as it was under `stamp`, it is not even read.
   */
  glance<T>(group: GroupId, doc: DocId, o: { stamp: string | null; look(doc: unknown): T }): Promise<Glance<T>>;
  /** Everything typed until now is in the storage and on its way. Called when the page is hidden. */
  flush(): Promise<void>;

  /** A sealed word to those who have the same document open now; never stored. ≤ 4 kB. */
  whisper(group: GroupId, doc: DocId, message: Uint8Array): void;
  onWhisper(
    group: GroupId,
    doc: DocId,
    heard: (from: { member: MemberId; device: string }, message: Uint8Array) => void,
  ): Off;

  /** A small sealed record of the app's own for this device alone (drafts I left, what I last read, my choices). */
  note(key: string): Promise<Uint8Array | null>;
  setNote(key: string, value: Uint8Array | null): Promise<Result<null, "device-full">>;
  close(): Promise<void>;
}

export type InvitationFault =
  | "incomplete"
  | "not-a-link"
  | "garbled"
  | "newer"
  | "expired"
  | "withdrawn"
  | "used"
  | "refused"
  | "ours";

export type Glance<T> = { kind: "seen"; stamp: string; value: T } | { kind: "same" } | { kind: "missing" };

/** What the editor binds to; automerge-repo's DocHandle satisfies it. `doc()` is an Automerge document. */
export interface DocumentHandle {
  doc(): unknown;
  change(edit: (draft: never) => void): void;
  on(event: "change", listener: (payload: { patches: unknown[] }) => void): void;
  off(event: "change", listener: (payload: { patches: unknown[] }) => void): void;
}
