// The shape of a rule: what a kind of operation asks of its own past, what it may clash with beside it, what it does.
import type { Node } from "./history.ts";
import type { Principles } from "./principles.ts";
import type { State } from "./state.ts";
import type { CircleRule, Device, DeviceId, LostDevice, MemberId, Op, OpBody, OpRefusal, Signature } from "./types.ts";

export type Body<K extends OpBody["kind"]> = OpBody & { kind: K };

/** What an operation's past alone can tell, remembered for every view: the past never changes. */
export interface Noted {
  /** epoch: devices with a box, by id, and devices that had ended. */
  devices?: readonly DeviceId[];
  ended?: readonly Pick<LostDevice, "id" | "by" | "end">[];
  /** welcome: for whom it counts, how many it takes, and whom it made full. */
  members?: readonly MemberId[];
  needed?: number;
  makes?: readonly MemberId[];
}

export interface Rule {
  /** Which sorts of circle know this kind at all. */
  circles: readonly CircleRule[];
  /** Asked once, of the operation's own past. */
  wrongByItsPast(past: State, op: Op, author: Device | null, by: Principles): OpRefusal | null;
  /** Asked in every view as well: two operations, each right alone, may not both stand. */
  clashes(state: State, op: Op, author: Device | null, by: Principles): OpRefusal | null;
  note?(past: State, op: Op, author: Device | null, by: Principles): Noted;
  apply(state: State, node: Node, author: Device | null, noted: Noted): void;
  /** Signed by so many that it is asked again among all that does not follow it: see standing.ts. */
  certificate?: {
    about(body: OpBody): MemberId | null;
    /** null: its own past alone says how many. */
    needed(state: State, body: OpBody, by: Principles): number | null;
  };
}

export const nothing = () => null;
export const group: readonly CircleRule[] = ["group"];
export const workingGroup: readonly CircleRule[] = ["working group"];
export const everyCircle: readonly CircleRule[] = ["group", "working group"];

export type Signed = { signatures: readonly Signature[] };
