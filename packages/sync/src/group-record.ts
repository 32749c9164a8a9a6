// What this device keeps of itself, sealed: one record per group it is in, per group it asked to join, per invitation
// it made and per person who asked. Everything here survives a restart; nothing here is anybody else's truth.
import type { CircleId, DeviceCard, InvitationLink, Kid, MemberId, Signature } from "@fogata/keys";
import type { ListRecord } from "./founding-list.ts";
import type { AskedFor, Progress, Purpose } from "./inviting.types.ts";
import type { Bytes, Storage, Write } from "./ports.ts";
import { packRecord, readRecord } from "./record.ts";

export interface GroupRecord {
  circle: CircleId;
  member: MemberId;
  /** This device's keys in this group alone, wrapped under the rest key: two groups share nothing. */
  wrapped: Bytes;
  ops: Bytes[];
  epochs: { kid: Kid; key: Bytes }[];
  /** A relay chosen when it could not be asked for its key; written into the log as soon as it answers. */
  relayWanted: string | null;
  /** The command that made it: repeated by another tab, it makes no second group. */
  command: string;
  since: number;
  /** Of a group that this device started again from its copies. */
  carried?: Carried;
}
/** What came along besides documents, and whether it has been said in the new group. */
export interface Carried {
  from: CircleId;
  name: string;
  /** `origins`: how the copied changes name their devices. */
  people: { member: MemberId; name: string; origins: string[] }[];
  said: boolean;
  /** Documents that could not be copied. */
  left?: number;
  /** Invitations that went to people of the old group, by key: whoever of them comes by it need not be compared again. */
  called?: { key: string; members: MemberId[] }[];
}
export interface JoiningRecord {
  id: string;
  /** Null once it is settled: what is not kept cannot be found. */
  link: InvitationLink | null;
  name: string;
  wrapped: Bytes;
  /** Sealed once and posted until it is there: asking twice is asking once. */
  request: Bytes;
  words: [string, string, string, string];
  posted: boolean;
  state: "asking" | "admitted" | "refused" | "used" | "expired" | "withdrawn";
  purpose: Purpose;
  /** Of a founding: the list as it came last. */
  list: ListRecord | null;
  /** Of a recovery: what the group was last said to do about it, and when that was said. */
  progress: { at: number; now: Progress } | null;
  /** Words for whoever might go along, until they are said in the group. */
  companion: string | null;
  group: CircleId | null;
  since: number;
}
/** A founding this device has begun, from its first code until everybody has what they need. */
export interface FoundingRecord {
  id: string;
  command: string;
  link: InvitationLink;
  /** Deleted once it is founded or over: nobody can ask any more. */
  receiveSeed: Bytes | null;
  name: string;
  wrapped: Bytes;
  me: { member: MemberId; name: string; device: DeviceCard };
  /** In the order of coming. `off`: taken off, or gone by themselves. */
  people: FounderRecord[];
  round: number;
  /** The one that is closed, and its letters to each. */
  list: { draft: Bytes; words: [string, string, string, string]; signatures: Signature[]; letters: Bytes[] } | null;
  /** Sealed letters that have to be found in the rendezvous beside those: who was taken off, and at last the group. */
  letters: Bytes[];
  group: CircleId | null;
  /** Laid aside: shown no more, and gone as soon as the others were told. */
  aside: boolean;
  since: number;
}
export interface FounderRecord {
  id: string;
  member: MemberId;
  name: string;
  device: DeviceCard;
  state: "here" | "off";
}
export interface InvitationRecord {
  /** Hex of the invitation's public key; the operation is found by it. */
  key: string;
  circle: CircleId;
  command: string;
  link: InvitationLink;
  /** Deleted with the last use, the end or the withdrawal: requests cannot be opened any more. */
  receiveSeed: Bytes | null;
  /** Kept here and nowhere else. */
  label: string;
  purpose: AskedFor;
  uses: number;
  /** Written before the operation is: whatever happens in between, the same person is admitted, once. */
  chosen: { asker: string; member: MemberId; at: number }[];
  /** Sealed replies that have to be found in the rendezvous; looked for at each start, since a relay may be wiped. */
  letters: Bytes[];
  /** Sealed agreements: to be found under the link while it is good, then to be erased there. Null for none, or erased. */
  parcel: Bytes | null;
  /** Of a recovery: what its new device was last told, in which letter, and when its claim was first seen here. */
  recovery: { told: Progress; letter: Bytes; seenAt: number | null } | null;
  withdrawn: boolean;
}
export interface AskerRecord {
  id: string;
  key: string;
  name: string;
  device: DeviceCard;
  deviceId: string;
  signature: Bytes;
  /** Of a device that joins a member: its own word that it does. */
  consent: Bytes | null;
  companion: string | null;
  words: [string, string, string, string];
  state: "asking" | "admitted" | "refused";
}

export const groupWrite = (record: GroupRecord) => put(`group/${record.circle}`, record);
export const joiningWrite = (record: JoiningRecord) => put(`joining/${record.id}`, record);
export const joiningGone = (id: string): Write => ({ key: `joining/${id}`, value: null });
export const invitationWrite = (record: InvitationRecord) => put(`invitation/${record.key}`, record);
export const invitationGone = (key: string): Write => ({ key: `invitation/${key}`, value: null });
export const foundingWrite = (record: FoundingRecord) => put(`founding/${record.id}`, record);
export const foundingGone = (id: string): Write => ({ key: `founding/${id}`, value: null });
export const askerWrite = (record: AskerRecord) => put(`asker/${record.key}/${record.id}`, record);
export const askerGone = (record: AskerRecord): Write => ({ key: `asker/${record.key}/${record.id}`, value: null });

export async function readRecords(storage: Storage) {
  const all = async <T>(prefix: string): Promise<T[]> =>
    (await storage.list(prefix)).map(({ value }) => readRecord<T>(value)).filter((record) => record !== null);
  const [groups, joinings, invitations, askers, foundings] = await Promise.all([
    all<GroupRecord>("group/"),
    all<JoiningRecord>("joining/"),
    all<InvitationRecord>("invitation/"),
    all<AskerRecord>("asker/"),
    all<FoundingRecord>("founding/"),
  ]);
  const bySince = (a: { since: number }, b: { since: number }) => a.since - b.since;
  return {
    groups: groups.sort(bySince),
    joinings: joinings.map(newerJoining).sort(bySince),
    invitations: invitations.map(newerInvitation),
    askers: askers.map(newerAsker),
    foundings: foundings.sort(bySince),
  };
}

const put = (key: string, record: object): Write => ({ key, value: packRecord(record) });

// Older forms, from before invitations had purposes (2026-11).

function newerJoining(record: JoiningRecord): JoiningRecord {
  return { ...record, ...since(record, { purpose: "person" as const, progress: null, companion: null, list: null }) };
}
function newerInvitation(record: InvitationRecord): InvitationRecord {
  const chosen = record.chosen as InvitationRecord["chosen"] | InvitationRecord["chosen"][number] | null;
  const link = { ...record.link, ...since(record.link, { joins: null, agreements: null, founds: false }) };
  const none = { label: "", purpose: { kind: "person" as const }, uses: 1, parcel: null, recovery: null };
  return {
    ...record,
    ...since(record, { ...none, withdrawn: false }),
    link,
    chosen: chosen === null ? [] : Array.isArray(chosen) ? chosen : [{ ...chosen, at: 0 }],
  };
}
function newerAsker(record: AskerRecord): AskerRecord {
  return { ...record, ...since(record, { consent: null, companion: null }) };
}
/** Of these fields, the ones the record lacks. */
function since<T extends object>(record: object, fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !(name in record))) as Partial<T>;
}
