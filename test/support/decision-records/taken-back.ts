// Records of decisions of which somebody took back the words of a reason: without those words, or with somebody's pretence
// that they were taken back. After all others, so that those stay what they are.
import type { Reason } from "@fogata/verify";
import { type DecidingGroup, decidingGroup } from "../deciding-group.ts";
import { type Altered, agree, type Made } from "./asked.ts";

const reason = "The stairs are steep.";

/** Carol says no and changes her mind, Dan has a concern: both by the same words, and it is decided. */
async function decided(o: { apart: boolean }) {
  const g = await decidingGroup(["Alice", "Bob", "Carol", "Dan"], o);
  await g.asks("Alice");
  g.day(1);
  const no = await g.answers("Carol", "no", { reason, pin: { words: "Children may go up the stairs.", block: 0 } });
  await agree(g, "Alice", "Bob", "Carol");
  const concern = await g.answers("Dan", "concern", { reason });
  const closing = await g.closes("Bob");
  g.day(2);
  return { g, no, concern, closing };
}
const recordOf = (g: DecidingGroup) => JSON.stringify(g.record());

export async function takenBackRecords(): Promise<{ good: Made[]; altered: Altered[] }> {
  const good: Made[] = [];
  const altered: Altered[] = [];

  const { g, no, concern, closing } = await decided({ apart: true });
  const before = recordOf(g);
  good.push({ name: "words kept apart, and there", json: before });
  const keep = (why: Reason, name: string, json: object) =>
    altered.push({ name, reason: why, json: JSON.stringify(json) });
  keep("words-left-out", "a concern without its words, which nobody took back", g.recordAnyway(closing, [concern]));
  await g.takesBack("Carol");
  good.push({ name: "the words of a no that was changed, taken back", json: recordOf(g) });
  keep("words-left-out", "one took hers back, and another's are left out", g.recordAnyway(closing, [no, concern]));
  await g.takesBack("Dan");
  good.push({ name: "words taken back by both after the closing", json: recordOf(g) });

  const changed = (from: string | RegExp, to: string) => {
    const json = before.replace(from, to);
    if (json === before) throw new Error(`nothing to change: ${from}`);
    return JSON.parse(json) as object;
  };
  const others = changed("are steep", "are fine");
  keep("statement-signature", "other words put in the place of those kept apart", others);
  const salt = /salt\\":\\"[0-9a-f]{32}/.exec(before)![0];
  keep("statement-signature", "another salt", changed(salt, `${salt.slice(0, -32)}${"0".repeat(32)}`));
  keep("statement-malformed", "no salt", changed(salt, salt.slice(0, -32)));
  const concernEnds = /(answer\\":\\"concern\\".*?proposal\\":\\"[0-9a-f]{64}\\")/;
  keep("statement-malformed", "words inside and apart", changed(concernEnds, '$1,\\"reason\\":\\"None.\\"'));

  for (const [name, forge] of [
    ["somebody else takes back the words of a concern", (f: DecidingGroup, of: string) => f.takesBackAnyway("Eve", of)],
    ["taken back for another question", (f, of) => f.takesBackAnyway("Dan", of, { of: "ab".repeat(32) })],
    ["taken back in another document", (f, of) => f.takesBackAnyway("Dan", of, { doc: "ab".repeat(16) })],
    ["the words of a closing taken back", (f) => f.takesBackAnyway("Bob", f.view().decided!.closing)],
    ["words taken back that are not there", (f) => f.takesBackAnyway("Dan", "ab".repeat(32))],
  ] as const satisfies [string, (f: DecidingGroup, of: string) => Promise<string>][]) {
    const one = await decided({ apart: true });
    await one.g.brings("Eve", { full: false, by: ["Alice"] });
    await forge(one.g, one.concern);
    // The app listens to none of them, and shows and exports what Dan said.
    const kept = one.g.view().concerns.map((answer) => [answer.reason, answer.takenBack]);
    if (JSON.stringify(kept) !== JSON.stringify([[reason, false]]) || !recordOf(one.g).includes(reason))
      throw new Error(`The app lets pass: ${name}`);
    keep("words-not-theirs", name, one.g.recordAnyway(one.closing, [one.concern]));
  }

  const older = await decided({ apart: false });
  await older.g.takesBack("Carol");
  await older.g.takesBack("Dan");
  good.push({
    name: "older words taken back: signed themselves, they stay in the file to be checked",
    json: recordOf(older.g),
  });

  const phone = await decidingGroup(["Alice", "Bob", "Carol"], { apart: true });
  await phone.addsDevice("Carol", "Carol's phone");
  await phone.asks("Alice");
  phone.day(1);
  const given = { to: phone.who("Carol").member, how: "phone" } as const;
  await phone.answers("Bob", "concern", { reason, given });
  await agree(phone, "Alice", "Bob", "Carol");
  await phone.takesBack("Carol's phone");
  await phone.closes("Bob");
  good.push({ name: "what another wrote for her, taken back by her from another device", json: recordOf(phone) });
  return { good, altered };
}
