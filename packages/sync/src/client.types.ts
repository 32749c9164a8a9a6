// One circle on one device, kept in step with its relay: what the engine offers to device.ts. Only the leading tab has one.
import type {
  CircleId,
  Device,
  DeviceId,
  DeviceKeys,
  Kid,
  Membership,
  Op,
  OpBody,
  Primitives,
  RelayAddress,
  Statement,
} from "@fogata/keys";
import type { RelayView, SyncStatus } from "./device.types.ts";
import type { Bytes, Clock, DocRef, Documents, Off, Result, Storage, Transport } from "./ports.ts";
import type { Said } from "./writing.ts";

export interface ClientDeps {
  p: Primitives;
  /** Already sealed at rest; keys of this circle live under `circle/<id>/`. */
  storage: Storage;
  documents: Documents;
  transport: Transport;
  clock: Clock;
}
/** What is stored of a circle before its client first starts: by founding it, or by being admitted. */
export interface CircleStart {
  circle: CircleId;
  device: DeviceKeys;
  /** Control log so far, byte for byte. */
  ops: Bytes[];
  /** Epoch keys held so far. */
  epochs: { kid: Kid; key: Bytes }[];
  /** Where it meets, when that is not for its own log to say. `Client.follow` tells that this has changed. */
  relays?(): readonly RelayAddress[];
  /**
   * S92 Of a circle inside a group: whether all that the group says of who belongs has been read, and said here too. Until
   * then operations go out and nothing else, and no key is made. `Client.follow` tells that this has changed.
   */
  settled?(): boolean;
  /**
   * S91 Of a circle inside a group: the signing key of any device of the group. Who comes late has to read who wrote the
   * operations by which they become known here.
   */
  signingKeyOf?(device: DeviceId): Bytes | null;
}

export interface Client {
  /** Reads the storage, replays what was accepted but not yet applied, connects. */
  start(): Promise<void>;
  /** Finishes the step under way, writes, disconnects. Nothing runs afterwards. */
  stop(): Promise<void>;
  membership(): Membership;
  /** An operation of the log as it was written. */
  op(id: string): Op | null;
  /** When this device first saw a claim that is not completed. */
  seenAt(id: string): number;
  /** The last entry of each device that is held here and counts. */
  accepted(): ReadonlyMap<string, number>;
  /** Whether anything was heard of a device since it was let in as it is now. */
  wasHeard(device: Device): boolean;
  /** Whether the relay has this operation, as far as is known on this connection. */
  wasGiven(op: string): boolean;
  status(): SyncStatus;
  /** Everything the relay had has been read, on this connection. */
  isCaughtUp(): boolean;
  relays(): RelayView[];
  /** Entries that could not be opened or judged, by reason. */
  refused(): Record<string, number>;
  /** Membership, status or relays changed, or it is caught up now. */
  subscribe(changed: () => void): Off;

  /** Signs an operation upon the present heads, stores it, sends it when it can. */
  write(body: OpBody): Promise<Result<Op, "device-full" | "gone">>;
  /** A new epoch for everybody here now; not before the key of every epoch it follows upon has come. */
  rotate(): Promise<Result<Op, "device-full" | "gone" | "key-missing">>;
  state(statement: Said): Promise<Result<{ hash: string }, "device-full" | "gone" | "too-long">>;
  statements(doc?: string): Promise<{ statement: Statement; device: DeviceId; hash: string }[]>;
  /** Those that have been sealed, each with its place in its device's unbroken chain. */
  published(): { statement: string; device: DeviceId; n: number }[];
  /** As they were signed; those that are not here are left out. */
  statementBytes(hashes: readonly string[]): Promise<{ hash: string; bytes: Bytes }[]>;
  /** Grows whenever a statement has come or was made. */
  saidCount(): number;
  /** All that was typed until now is in the storage and, if it can be, on its way. */
  flush(): Promise<void>;
  /** Applies what has arrived for this document now, before the background gets to it. */
  bringUp(doc: DocRef): Promise<void>;
  /** A stored part of this document is damaged: puts it together again from the entries, which are all here. */
  rebuild(doc: DocRef): Promise<void>;
  /** Others have this document open too: flush sooner (50 ms). */
  together(doc: DocRef, yes: boolean): void;
  whisper(doc: DocRef, message: Bytes): void;
  onWhisper(heard: (doc: DocRef, from: DeviceId, message: Bytes) => void): Off;
  reconnect(): void;
  /** Looks again where this circle meets, and at what waited for whom others know now. */
  follow(): void;
  /** Control log, and the keys through which a newcomer comes to all that are held here, for their reply. */
  forNewcomer(): { ops: Bytes[]; epochs: { kid: Kid; key: Bytes }[] };
}
