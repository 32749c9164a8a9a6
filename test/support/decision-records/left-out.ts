// Records of questions that were not put to everybody, and of those who say that they were left out.
import type { Reason } from "@fogata/verify";
import { type DecidingGroup, decidingGroup } from "../deciding-group.ts";
import { type Altered, agree, type Made } from "./asked.ts";

/** Of whom a question asks. After all others, so that those stay what they are. */
export async function laterRecords(): Promise<{ good: Made[]; altered: Altered[] }> {
  const good: Made[] = [];
  const altered: Altered[] = [];
  const early = await decidingGroup(["Alice", "Bob", "Carol"]);
  const heads = [...early.log.now.heads];
  await early.brings("Dan", { full: true, by: ["Alice", "Bob"] });
  await early.brings("Eve", { full: true, by: ["Bob", "Alice", "Carol"] });
  await early.asks("Alice", { heads, rule: { kind: "consent" } });
  early.day(1);
  await agree(early, "Alice", "Bob", "Carol");
  const behind = await early.closesAnyway("Bob", { heads: heads.join(" ") });
  const keep = (reason: Reason, name: string, closing: string) => {
    if (early.view().closings.some(({ statement, valid }) => statement === closing && valid === "yes"))
      throw new Error(`The app lets pass: ${name}`);
    altered.push({ name, reason, json: JSON.stringify(early.recordAnyway(closing)) });
  };
  if (early.view().decided?.closing !== behind) throw new Error("two who were there first cannot decide at all");
  good.push({ name: "asked of those who were there first, and nobody has said a word", json: recordOf(early) });
  const said = await early.saysLeftOut("Dan");
  good.push({ name: "with one who says afterwards that he was left out", json: recordOf(early) });
  const knowing = await early.closesAnyway("Alice", { more: { after: said.slice(0, 32) } });
  keep("not-all-asked", "closed over somebody's word that he was left out", knowing);

  const most = await decidingGroup(["Alice", "Bob"]);
  const two = [...most.log.now.heads];
  for (const name of ["Carol", "Dan", "Eve"]) await most.brings(name, { full: true, by: ["Alice", "Bob", "Carol"] });
  await most.asks("Alice", { heads: two });
  await agree(most, "Alice", "Bob");
  const closing = await most.closes("Bob");
  for (const name of ["Carol", "Dan", "Eve"]) await most.saysLeftOut(name);
  if (most.view().decided !== null) throw new Error("The app lets two decide");
  altered.push({
    ...{ name: "three of five say that they were left out", reason: "not-all-asked" },
    json: JSON.stringify(most.recordAnyway(closing)),
  });

  const old = await decidingGroup(["Alice", "Bob"]);
  const before = old.log.now.heads.join(" ");
  await old.brings("Carol", { full: true, by: ["Alice", "Bob"] });
  await old.asks("Alice", { rule: { kind: "few", number: 2 } });
  await agree(old, "Alice", "Bob", "Carol");
  const over = await old.closesAnyway("Alice", { heads: before });
  if (old.view().decided !== null) throw new Error("The app lets an older list close");
  altered.push({
    ...{ name: "closed by a list older than the question's", reason: "older-list" },
    json: JSON.stringify(old.recordAnyway(over)),
  });
  return { good, altered };
}
const recordOf = (g: DecidingGroup) => JSON.stringify(g.record());
