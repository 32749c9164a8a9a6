// The signed statements a record brings: each in its one form, signed by a device of the member it speaks for. Of one
// that keeps words apart only their hash was signed: it is checked with them, and without them where they were taken back.
import { type Bytes, concat, isHex, unhex, utf8 } from "./bytes.ts";
import type { Checks } from "./crypto.ts";
import { Refused } from "./refused.ts";
import type { Roll } from "./roll.ts";

export type Details = Readonly<Record<string, string | number | boolean | null>>;
export interface Statement {
  hash: string;
  device: string;
  circle: string;
  doc: string;
  text: string;
  what: string;
  details: Details;
  member: string;
  time: number;
  /** Of the words it keeps apart only their hash is here. */
  lacksWords: boolean;
  /** Whose words they are took them back: they are not to be shown, whether they are here or not. */
  takenBack: boolean;
  /** What a working group decided was called back in the group around it. It decides nothing here. */
  isFromAround: boolean;
}

const fields = [
  "circle",
  "details",
  "device",
  "doc",
  "group",
  "member",
  "signature",
  "text",
  "time",
  "version",
  "what",
];
const bytesMax = 16 * 1024;

export async function readStatements(
  is: Checks,
  list: unknown,
  roll: Roll,
  circle: string,
): Promise<Map<string, Statement>> {
  if (!Array.isArray(list)) throw new Refused("statement-malformed", "there are none");
  const all = new Map<string, Statement>();
  for (const text of list) {
    const one = await readStatement(is, text, { roll, circle });
    all.set(one.hash, one);
  }
  takeBack(all);
  return all;
}

/** Nobody's words are taken back by another, nor left out by whoever made the record. */
function takeBack(all: ReadonlyMap<string, Statement>): void {
  for (const { hash, what, member, doc, details } of all.values()) {
    if (what !== "proposal words taken back") continue;
    const one = all.get(String(details.words));
    const isOnly = Object.keys(details).sort().join() === "of,words";
    const isTheirs = isOnly && one?.what === "proposal answer" && (one.member === member || one.details.for === member);
    if (!one || !isTheirs || one.details.proposal !== details.of || one.doc !== doc)
      throw new Refused("words-not-theirs", hash);
    one.takenBack = true;
  }
  for (const { hash, lacksWords, takenBack, isFromAround } of all.values())
    if (lacksWords && !takenBack && !isFromAround) throw new Refused("words-left-out", hash);
}

async function readStatement(
  is: Checks,
  text: unknown,
  { roll, circle: here }: { roll: Roll; circle: string },
): Promise<Statement> {
  const bytes: Bytes | null = typeof text === "string" ? utf8(text) : null;
  if (bytes === null || bytes.length > bytesMax) throw new Refused("statement-malformed");
  const value = await withoutWords(is, parse(text as string));
  const hash = await is.sha256(utf8(canonical(value)));
  const { signature, ...unsigned } = value as { signature: string };
  const {
    device,
    member,
    circle,
    group,
    doc,
    text: about,
    what,
    details: rest,
    time,
  } = value as unknown as Statement & { group: string };
  const isFromAround = circle !== here && what === "decision called back";
  // Of somebody in the group around it nobody in here has the key: whoever signed a word after it named it by its hash.
  const known = roll.devices.get(device);
  if (!isFromAround && known?.member !== member) throw new Refused("stranger", hash);
  if (group !== circle) throw new Refused("other-circle", hash);
  const data = concat(utf8(`fogata statement ${value.version}`), utf8(canonical(unsigned)));
  if (!isFromAround && !(await is.isSigned({ key: known!.sign, data, signature: unhex(signature) })))
    throw new Refused("statement-signature", hash);
  if (circle !== here && !isFromAround) throw new Refused("other-circle", hash);
  const said = saidApart(parse(text as string).words);
  const lacksWords = value.version === 2 && said === null;
  const details = { ...rest, ...said };
  const read = { hash, device, circle, doc, text: about, what, details, member, time };
  return { ...read, lacksWords, takenBack: false, isFromAround };
}

/** What was signed, and what its hash is of. */
async function withoutWords(is: Checks, value: Record<string, unknown>): Promise<Record<string, unknown>> {
  if (saidApart(value.words) === null) return value;
  return { ...value, words: await is.sha256(concat(utf8("fogata words 1"), utf8(canonical(value.words)))) };
}
function saidApart(words: unknown): Details | null {
  return isRecord(words) ? (words.said as Details) : null;
}

/** One statement has one form; a second way of writing it would be a second statement. */
function parse(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refused("statement-malformed");
  }
  const bad = () => new Refused("statement-malformed");
  if (!isRecord(value)) throw bad();
  const { words, ...rest } = value;
  if (Object.keys(rest).sort().join() !== fields.join() || rest.version !== ("words" in value ? 2 : 1)) throw bad();
  if ("words" in value && !isHex(words, 32) && !isApart(words, value.details)) throw bad();
  const texts = [value.circle, value.doc, value.group, value.what].every((one) => typeof one === "string");
  const ids = isHex(value.device, 16) && isHex(value.member, 16) && isHex(value.text, 32) && isHex(value.signature, 64);
  if (!texts || !ids || !Number.isSafeInteger(value.time) || !isPlain(value.details)) throw bad();
  if (canonical(value) !== text) throw bad();
  return value;
}

/** Words kept apart, none of which is said inside as well. */
function isApart(words: unknown, details: unknown): boolean {
  if (!isRecord(words) || Object.keys(words).sort().join() !== "said,salt" || !isHex(words.salt, 16)) return false;
  const names = isPlain(words.said) ? Object.keys(words.said) : [];
  return names.length > 0 && !names.some((name) => Object.hasOwn(details as object, name));
}
function isPlain(details: unknown): details is Details {
  return isRecord(details) && Object.values(details).every((one) => typeof one !== "object" || one === null);
}

export function canonical(value: unknown): string {
  if (!isRecord(value)) return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
