// Circles inside a group, as the app sees them: those in which this person has, or had, a seat. Of all others the group
// knows a name and a mandate, from a document, and this device knows nothing at all.
import type { GroupId, MemberId, SyncStatus } from "./device.types.ts";
import type { Result } from "./ports.ts";

export interface CircleView {
  id: string;
  /** `arriving`: its key is here, what was said in it is not yet. `over`: my date has passed. */
  mine: "seated" | "arriving" | "over" | "left" | "ended";
  /** Who is seated; of a circle I am no longer in, as far as I saw it. */
  people: SeatView[];
  status: SyncStatus;
}
export interface SeatView {
  member: MemberId;
  /** The seat ends then, ms since 1970; null for no date. */
  until: number | null;
  /** Others there say that it should end; everybody in the circle sees it, the person too. */
  ending: { by: MemberId[]; needed: number } | null;
}
export type CircleFault = "gone" | "not-seated" | "device-full";

/** Each is done once, however often it is pressed or repeated. */
export interface Circles {
  /** A circle of one's own in this group, with nobody else in it yet. Its name is sealed in it. */
  openCircle(group: GroupId, o: { name: string }): Promise<Result<string, "device-full" | "bad-name" | "gone">>;
  /** A place for somebody of the group, by anybody who has one. It ends with `until`, if there is such a date. */
  seat(
    group: GroupId,
    circle: string,
    o: { member: MemberId; until: number | null },
  ): Promise<Result<null, CircleFault>>;
  /** My word that somebody's seat there should end, or that I take it back: half of those seated, at least two. */
  endSeat(group: GroupId, circle: string, o: { member: MemberId; ends: boolean }): Promise<Result<null, CircleFault>>;
  leaveCircle(group: GroupId, circle: string): Promise<Result<null, CircleFault>>;
}
