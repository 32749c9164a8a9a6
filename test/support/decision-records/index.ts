// Records of decisions, good ones and altered ones: by somebody who only has the file, and by members who have keys and
// sign what the app would have refused. Each altered one comes with the reason it must be refused for.
// They are drawn from one stream of random bytes, so their order is part of what they are.
import { dayMs, startMs } from "../deciding-group.ts";
import type { Altered } from "./asked.ts";
import { hostile } from "./hostile.ts";
import { tampered } from "./tampered.ts";

export type { Altered, Made } from "./asked.ts";
export { goodRecords } from "./good.ts";
export { laterRecords } from "./left-out.ts";
export { takenBackRecords } from "./taken-back.ts";

/** When the records are checked: long after all of them. */
export const checkedAtMs = startMs + 400 * dayMs;

export async function alteredRecords(): Promise<Altered[]> {
  return [...(await tampered()), ...(await hostile())];
}
