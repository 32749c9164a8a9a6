// What goes into the relay's core and what comes out, as plain data: the simulator and the sockets speak the same.
import type { Limits } from "@fogata/protocol";
import type { Answer, Command, Loaded } from "./store.ts";

/** A connection's number, given by whoever holds the sockets. */
export type Conn = number;

export type RelayEvent =
  /** `nonce`: 32 random bytes of this connection's own. */
  | { type: "connected"; conn: Conn; nonce: Uint8Array }
  /** `tooFast`: its address has used up its rate; it is refused, but told so by the frame's own ref. */
  | { type: "frame"; conn: Conn; bytes: Uint8Array; now: number; tooFast?: boolean }
  /** Its socket holds too much that was not read: no more live until it has caught up. */
  | { type: "slow"; conn: Conn }
  | { type: "drained"; conn: Conn }
  | { type: "disconnected"; conn: Conn }
  /** The store has done this job. */
  | { type: "done"; job: number; answer: Answer }
  /** What was asked for as `soon`. */
  | { type: "soon" }
  /** Some time has passed; also the first event of all. */
  | { type: "tick"; now: number }
  /** From here on everything is refused as "stopping"; what was accepted is finished. */
  | { type: "stop" };

export type Effect =
  /** In order with everything else. Only a `reply` must reach a socket that is slow; the rest may be dropped for it. */
  | { type: "send"; to: readonly Conn[]; frame: Uint8Array; sort: SendSort }
  | { type: "close"; conn: Conn }
  /** Do this and come back with `done`. Several may be under way, and end in any order. */
  | { type: "job"; job: number; command: Command }
  /**
   * Come back with `soon`: once, and not before all that was sent has gone out. What else comes meanwhile goes along, so
   * if it is `patient`, there is use in waiting a little.
   */
  | { type: "soon"; patient: boolean }
  /** Send a `tick` no later than this. */
  | { type: "wake"; inMs: number };
export type SendSort = "reply" | "live" | "eph";

export interface RelayCore {
  handle(event: RelayEvent): Effect[];
  /** True while something accepted waits for its sync. */
  busy(): boolean;
}

export interface CoreOptions {
  /** The relay's public name: 32 bytes, bound into every OPEN. */
  relayKey: Uint8Array;
  loaded: Pick<Loaded, "channels" | "gone">;
  limits: Limits;
  /** What creating a channel costs; empty: nothing. */
  pass: Uint8Array;
  sha256(bytes: Uint8Array): Uint8Array;
  verify(o: { publicKey: Uint8Array; data: Uint8Array; signature: Uint8Array }): boolean;
}
