// What a session knows, what can happen to it and what it asks to be done. See session.ts.
import type { Refusal, Right } from "@fogata/protocol";
import type { Channel, Followed, Place, Reach } from "./channel.ts";
import type { NotShared } from "./device.types.ts";

export interface Relay {
  url: string;
  /** Hex. */
  key: string;
}
export interface ChannelStart {
  id: string;
  place: Place;
  round: number;
  unlogged: ReadonlyMap<string, number>;
  reaches: ReadonlyMap<string, Reach>;
  parted: ReadonlyMap<string, readonly string[]>;
}
export type Asked =
  | { what: "hello" }
  | { what: "open"; channel: string; right: Right }
  | { what: "pull" | "push" | "stat" | "tidy" | "fetch"; channel: string };

export interface Session {
  readonly relays: readonly Relay[];
  readonly link: "down" | "trying" | "greeting" | "up";
  /** The name (key, hex) with which the relay on this line greeted: its log is followed under it. */
  readonly name: string | null;
  /** Connections lost since one last brought a log to its end: the back-off. A good greeting alone is no help. */
  readonly failures: number;
  /** Connections lost ever: whose turn it is among the listed relays. */
  readonly turn: number;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly asked: ReadonlyMap<number, Asked>;
  readonly nextRef: number;
  readonly limits: { entriesMax: number; bytesMax: number };
  /** Changes and operations that wait to be sealed. */
  readonly outbox: number;
  readonly sealing: boolean;
  /** Sealing gave nothing (no key of the preferred epoch yet): try again when something new was learned. */
  readonly stuck: boolean;
  /** Why nothing is shared, until the relay takes it: what is of one channel is said there. While `resting`, nothing is asked. */
  readonly trouble: { reason: NotShared; over: Asked["what"] | "disk" } | null;
  readonly resting: boolean;
}

export type SessionEvent =
  | { type: "relays"; relays: readonly Relay[] }
  | { type: "reconnect" }
  | { type: "opened" }
  | { type: "closed"; chance: number }
  | { type: "hello"; relayKey: string; limits: Session["limits"]; channels: readonly ChannelStart[] }
  /** Every channel that can be read now, with where it stands. */
  | { type: "channels"; channels: readonly ChannelStart[] }
  /** One that is no more, and of which nothing is needed. */
  | { type: "over"; channel: string }
  | { type: "right"; ref: number }
  /** A batch that was asked for, with all its entries stored here. */
  | ({ type: "batch"; ref: number; channel: string } & Followed)
  /** Entries stored here that the relay was seen to have, without a place in its log. */
  | { type: "held"; channel: string; entries: ReadonlyMap<string, number> }
  /** A commit that continued the log, with all its entries stored here. */
  | { type: "commit"; channel: string; place: Place; ids: readonly string[] }
  /** A commit that did not fit: something was missed. */
  | { type: "missed"; channel: string }
  | { type: "ack"; ref: number }
  | { type: "refused"; ref: number; reason: Refusal }
  | { type: "stat"; ref: number }
  /** The relay's log does not hash to what the relay says, or its frames cannot be read. */
  | { type: "garbled" }
  | { type: "outbox"; count: number }
  /** Entries sealed and stored, by channel; `outbox` is what is left. */
  | {
      type: "sealed";
      outbox: number;
      entries: ReadonlyMap<string, ReadonlyMap<string, number>>;
      /** Of the snapshots among them. */
      reaches?: ReadonlyMap<string, Reach>;
      parted?: ReadonlyMap<string, readonly string[]>;
    }
  /** A part of a long document is at the relay. */
  | { type: "part"; ref: number }
  /** A part is wanted; it came, or the relay has not got it. */
  | { type: "fetch"; channel: string; hash: string }
  | { type: "fetched"; ref: number }
  /** Something is to be said about snapshots: see snapshots.ts. */
  | { type: "tidy"; channel: string; say: Tidying; ids: readonly string[] }
  | { type: "done"; ref: number }
  | { type: "disk"; full: boolean }
  | { type: "timer"; name: Timer };

/** What is said to a relay about its snapshots; `snaps`: which are there? `freeze`: the log goes on elsewhere, says this entry. */
export type Tidying = "verified" | "trim" | "keep" | "snaps" | "freeze";

export type Timer = "retry" | "reply" | "rest" | "stat";
export type Effect =
  | { type: "connect"; url: string }
  | { type: "disconnect" }
  | { type: "hello"; ref: number }
  | { type: "open"; ref: number; channel: string; right: Right }
  | { type: "pull"; ref: number; channel: string; place: Place }
  | { type: "push"; ref: number; channel: string; ids: readonly string[] }
  | { type: "snap"; ref: number; channel: string; id: string; gen: string; upTo: number; parts: readonly string[] }
  | { type: "part" | "fetch"; ref: number; channel: string; hash: string }
  | { type: "tidy"; ref: number; channel: string; say: Tidying; ids: readonly string[] }
  | { type: "stat"; ref: number; channel: string }
  | { type: "seal" }
  | { type: "wait"; name: Timer; ms: number }
  | { type: "cancel"; name: Timer };

export const retryMsMin = 1_000;
export const retryMsMax = 60_000;
/** What has been asked is answered by then, or the line is dead; entries on their way may take longer. */
export const replyMsMax = 10_000;
export const pushMsMax = 30_000;
export const restMs = 15_000;
/** A line on which nothing is asked may have died unnoticed: so something is. */
export const statEveryMs = 40_000;

export const idle: Session = {
  relays: [],
  link: "down",
  name: null,
  failures: 0,
  turn: 0,
  channels: new Map(),
  asked: new Map(),
  nextRef: 1,
  limits: { entriesMax: 256, bytesMax: 1 << 20 },
  outbox: 0,
  sealing: false,
  stuck: false,
  trouble: null,
  resting: false,
};
