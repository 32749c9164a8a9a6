// A good record, altered by somebody who has the file and no keys.
import type { DecisionRecord } from "@fogata/domain";
import { Log } from "@fogata/keys/testing";
import type { Reason } from "@fogata/verify";
import { decidingGroup, p } from "../deciding-group.ts";
import { type Altered, agree, all, asked, otherText } from "./asked.ts";

export async function tampered(): Promise<Altered[]> {
  const g = await asked();
  await agree(g, "Bob");
  await g.rewords("Dan", otherText);
  await g.asksForTime("Eve");
  await agree(g, ...all.slice(0, 3));
  const concern = await g.answers("Dan", "concern", { reason: "the stairs" });
  await g.closes("Carol");
  const base = g.record();
  const other = await decidingGroup(["Alice", "Bob"]);
  const stranger = await Log.found(p, g.who("Dan"), "Night Watch");

  const made: Altered[] = [];
  const with_ = (reason: Reason, name: string, change: (record: DecisionRecord) => unknown) => {
    const record = structuredClone(base);
    const changed = change(record);
    const json = typeof changed === "string" ? changed : JSON.stringify(changed ?? record);
    made.push({ name, reason, json });
  };
  const at = (r: DecisionRecord, what: string) => r.statements.findIndex((one) => one.includes(`"what":"${what}"`));
  const edit = (what: string, from: string | RegExp, to: string) => (r: DecisionRecord) => {
    const i = at(r, what);
    const edited = r.statements[i]!.replace(from, to);
    if (edited === r.statements[i]) throw new Error(`nothing to edit in ${what}`);
    r.statements[i] = edited;
  };
  const bent = (i: number, place: number) => (r: DecisionRecord) => {
    const bytes = Buffer.from(r.operations[i]!, "base64url");
    bytes[place < 0 ? bytes.length + place : place]! ^= 1;
    r.operations[i] = bytes.toString("base64url");
  };

  with_("not-a-record", "nothing", () => "");
  with_("not-a-record", "not JSON", () => "{");
  with_("not-a-record", "a list", () => "[]");
  with_("not-a-record", "another format", (r) => ({ ...r, format: "fogata decision record 2" }));
  with_("not-a-record", "without its text", ({ text: _, ...r }) => r);
  with_("not-a-record", "without its circle", ({ circle: _, ...r }) => r);

  with_("wrong-text", "one letter more in the text", (r) => ({
    ...r,
    text: r.text.replace("ten years", "seven years"),
  }));
  with_("wrong-text", "another title", (r) => ({ ...r, text: r.text.replace("dogs", "cats") }));
  with_("wrong-text", "the text with a blank more", (r) => ({ ...r, text: r.text.replace(",", ", ") }));
  with_("wrong-text", "the text it was asked about at first", (r) => ({ ...r, text: r.text.replace(" and dogs", "") }));
  with_("wrong-text", "no text", (r) => ({ ...r, text: "" }));

  with_("no-proposal", "an answer said to be the question", (r) => ({ ...r, proposal: concern }));
  with_("no-closing", "an answer said to be the closing", (r) => ({ ...r, closing: concern }));
  with_("no-closing", "the question said to be its closing", (r) => ({ ...r, closing: r.proposal }));
  with_("no-closing", "without the closing", (r) => void r.statements.splice(at(r, "proposal closing"), 1));
  with_("no-proposal", "without the question", (r) => void r.statements.splice(at(r, "proposal"), 1));
  with_(
    "statements-incomplete",
    "without the first answer",
    (r) => void r.statements.splice(at(r, "proposal answer"), 1),
  );
  with_(
    "statements-incomplete",
    "without the rewording",
    (r) => void r.statements.splice(at(r, "proposal wording"), 1),
  );
  with_(
    "statements-incomplete",
    "without what asked for time",
    (r) => void r.statements.splice(at(r, "proposal more time"), 1),
  );
  with_("statements-incomplete", "without the concern", (r) => ({
    ...r,
    statements: r.statements.filter((one) => !one.includes("the stairs")),
  }));

  with_("statement-signature", "another reason", (r) => ({
    ...r,
    statements: r.statements.map((one) => one.replace("the stairs", "the chairs")),
  }));
  with_("statement-signature", "another answer", edit("proposal answer", '"answer":"agree"', '"answer":"pass"'));
  with_("statement-signature", "another rule", edit("proposal", "all-agree", "consent"));
  with_("statement-signature", "another date", edit("proposal", /"until":\d+/, '"until":1'));
  with_("statement-signature", "closed at another time", edit("proposal closing", /"time":(\d+)/, '"time":1'));
  with_(
    "statement-signature",
    "a closing that lists less",
    edit("proposal closing", /"answers":"[0-9a-f]+ /, '"answers":"'),
  );
  with_("statement-signature", "a signature of another", (r) => {
    const signatures = r.statements.map((one) => /"signature":"(\w+)"/.exec(one)![1]!);
    r.statements[0] = r.statements[0]!.replace(signatures[0]!, signatures[1]!);
  });
  with_(
    "statement-signature",
    "no signature, but noughts",
    edit("proposal closing", /"signature":"\w+"/, `"signature":"${"0".repeat(128)}"`),
  );
  with_("stranger", "Alice's words said to be Bob's", (r) => {
    const bob = g.who("Bob").member;
    r.statements[0] = r.statements[0]!.replace(/"member":"\w+"/, `"member":"${bob}"`);
  });
  with_("stranger", "by a device nobody knows", edit("proposal", /"device":"\w+"/, `"device":"${"ab".repeat(16)}"`));
  with_("statement-malformed", "its fields in another order", (r) => {
    const turned = Object.entries(JSON.parse(r.statements[0]!) as object).reverse();
    r.statements[0] = JSON.stringify(Object.fromEntries(turned));
  });
  with_("statement-malformed", "with blanks between", edit("proposal", ":", ": "));
  with_("statement-malformed", "with a field more", edit("proposal", '"doc"', '"coda":1,"doc"'));
  with_("statement-malformed", "of another version", edit("proposal", '"version":1', '"version":2'));
  with_("statement-malformed", "with one field twice", edit("proposal", '"doc"', '"doc":"x","doc"'));
  with_("statement-malformed", "a number for a statement", (r) => ({ ...r, statements: [...r.statements, 7] }));
  with_("statement-malformed", "statements that are no list", (r) => ({ ...r, statements: {} }));
  with_("statement-malformed", "details inside details", edit("proposal closing", '"heads":"', '"head":{},"heads":"'));
  with_("statement-malformed", "longer than any statement", (r) => ({
    ...r,
    statements: ["x".repeat(17_000), ...r.statements],
  }));
  with_("statement-malformed", "a number written otherwise", edit("proposal closing", /"time":(\d+)/, '"time":$1.0'));

  with_("operations-incomplete", "without the beginning", (r) => void r.operations.shift());
  with_("operations-incomplete", "without an invitation", (r) => void r.operations.splice(1, 1));
  with_("stranger", "without the last, which let Eve in", (r) => void r.operations.pop());
  with_("operation-signature", "another name for a founder", (r) => {
    const bytes = Buffer.from(r.operations[0]!, "base64url");
    bytes[bytes.indexOf("Alice")] = "M".charCodeAt(0);
    r.operations[0] = bytes.toString("base64url");
  });
  with_("operation-signature", "another name for who was let in", (r) => {
    const i = r.operations.findIndex((one) => Buffer.from(one, "base64url").includes("Carol"));
    const bytes = Buffer.from(r.operations[i]!, "base64url");
    bytes[bytes.indexOf("Carol")] = "K".charCodeAt(0);
    r.operations[i] = bytes.toString("base64url");
  });
  with_("operation-signature", "a bit of a signature", bent(1, 60));
  with_("operation-signature", "a bit of the last operation", bent(-1 + base.operations.length, -1));
  with_("operation-malformed", "the first bit of an operation", bent(1, 0));
  with_("operation-malformed", "no operations", (r) => ({ ...r, operations: [] }));
  with_("operation-malformed", "an operation that is no base64url", (r) => ({
    ...r,
    operations: [...r.operations, "="],
  }));
  with_("operation-malformed", "an operation cut off", (r) => ({
    ...r,
    operations: r.operations.map((one, i) => (i === 1 ? one.slice(0, -4) : one)),
  }));
  with_("operation-malformed", "a byte behind an operation", (r) => ({
    ...r,
    operations: r.operations.map((one, i) =>
      i === 1 ? Buffer.concat([Buffer.from(one, "base64url"), Buffer.of(0)]).toString("base64url") : one,
    ),
  }));
  with_("other-circle", "an operation of another group", (r) => ({
    ...r,
    operations: [...r.operations, Buffer.from(other.operations()[0]!).toString("base64url")],
  }));
  with_("stranger", "the log of a group that one of them founded alone", (r) => ({
    ...r,
    circle: stranger.circle,
    operations: [...stranger.ops.values()].map((op) => Buffer.from(op.bytes).toString("base64url")),
  }));
  with_("other-circle", "said to be another group's", (r) => ({ ...r, circle: other.log.circle }));
  with_("other-roll", "without Dan among those entitled", (r) => ({
    ...r,
    roll: { full: r.roll.full.filter((one) => one !== g.who("Dan").member) },
  }));
  with_("other-roll", "with Eve among those entitled", (r) => ({
    ...r,
    roll: { full: [...r.roll.full, g.who("Eve").member] },
  }));
  return made;
}
