// Somebody's own word over the exact text meant: a signed record, never a value in a document, so that no hostile merge
// can delete or change it. Canonical JSON (RFC 8785's form): one statement, one sequence of bytes, one hash. Words that it
// keeps apart are signed by a hash of them: `withoutWords` makes the same statement, with the same hash, that no longer
// says them.
import { concat, fromUtf8, hex, unhex, utf8 } from "./bytes.ts";
import type { Bytes, DeviceId, DeviceKeys, Primitives, Result, Statement } from "./types.ts";

export const statementBytesMax = 16 * 1024;
const versionMax = 2;
const domain = utf8("fogata statement 1");
/** Of one that keeps some of its details apart. */
const apartDomain = utf8("fogata statement 2");
const wordsDomain = utf8("fogata words 1");
/** Nobody finds out what was left out by trying what it may have been. */
const saltBytes = 16;

type Json = string | number | boolean | null | { readonly [key: string]: Json };
type Details = Statement["details"];
interface Apart extends Record<string, Json> {
  salt: string;
  said: Details;
}
type StatementFault = "malformed" | "newer-version" | "unknown-device" | "bad-signature";

/** Throws for a statement nobody could read back: too long, or a number or text JSON has no exact form for. */
export async function signStatement(p: Primitives, s: Statement, device: DeviceKeys): Promise<Bytes> {
  // JSON would turn what it cannot hold into null, and the person would have signed something else.
  if (!isStatement({ ...s })) throw new TypeError("not a statement");
  const { apart: names = [], details, ...head } = s;
  const isApart = (name: string) => names.includes(name);
  const all = Object.entries(details);
  const said = Object.fromEntries(all.filter(([name]) => isApart(name)));
  const words: Apart | null = Object.keys(said).length === 0 ? null : { salt: hex(p.randomBytes(saltBytes)), said };
  const rest = { ...head, details: Object.fromEntries(all.filter(([name]) => !isApart(name))), device: device.id };
  const signature = hex(await p.sign(device.sign, await signedBytes(p, rest, words)));
  const bytes = utf8(canonical({ ...rest, ...formOf(words), signature }));
  if (bytes.length > statementBytesMax) throw new TypeError("the statement is too long");
  return bytes;
}

/**
 * Of any bytes: what was said, by which device, and its hash in hex; or why not. `signingKeyOf`: null for a device
 * nobody knows. Never throws.
 */
export async function readStatement(
  p: Primitives,
  bytes: Bytes,
  signingKeyOf: (device: DeviceId) => Bytes | null,
): Promise<Result<{ statement: Statement; device: DeviceId; hash: string }, StatementFault>> {
  const read = decode(bytes);
  if (read === null) return { ok: false, reason: "malformed" };
  if (read === "newer-version") return { ok: false, reason: read };
  const { statement, device, signature, words } = read;
  const publicKey = signingKeyOf(device);
  if (publicKey === null) return { ok: false, reason: "unknown-device" };
  const data = await signedBytes(p, { ...statement, device }, words);
  if (!(await p.verify({ publicKey, data, signature }))) return { ok: false, reason: "bad-signature" };
  const named = (await withoutWords(p, bytes)) ?? bytes;
  const details = { ...statement.details, ...words?.said };
  const said = words === null ? statement : { ...statement, details, apart: Object.keys(words.said) };
  return { ok: true, value: { statement: said, device, hash: hex(await p.sha256(named)) } };
}

/** The same statement without the words it keeps apart: what its hash is of, and what was signed. Null if it keeps none. */
export async function withoutWords(p: Pick<Primitives, "sha256">, bytes: Bytes): Promise<Bytes | null> {
  const text = fromUtf8(bytes);
  const value = text === null ? null : parseJson(text);
  if (!isRecord(value) || !isApartForm(value.words)) return null;
  return utf8(canonical({ ...(value as { [key: string]: Json }), words: await hashOfWords(p, value.words) }));
}

/** Keys sorted by code unit, numbers and text as ECMAScript writes them: what RFC 8785 asks for. */
export function canonical(value: Json): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const fields = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key]!)}`);
  return `{${fields.join(",")}}`;
}

async function signedBytes(
  p: Pick<Primitives, "sha256">,
  rest: { readonly [key: string]: Json },
  words: Apart | null,
): Promise<Bytes> {
  const form = formOf(words && (await hashOfWords(p, words)));
  return concat(words ? apartDomain : domain, utf8(canonical({ ...rest, ...form })));
}
/** `words`: those it keeps apart, or their hash. */
function formOf(words: Json): { readonly [key: string]: Json } {
  return words === null ? { version: 1 } : { version: 2, words };
}
async function hashOfWords(p: Pick<Primitives, "sha256">, words: Apart): Promise<string> {
  return hex(await p.sha256(concat(wordsDomain, utf8(canonical(words)))));
}

function decode(bytes: Bytes) {
  if (bytes.length > statementBytesMax) return null;
  const text = fromUtf8(bytes);
  const value = text === null ? null : parseJson(text);
  if (!isRecord(value)) return null;
  if (Number.isSafeInteger(value.version) && (value.version as number) > versionMax) return "newer-version" as const;
  const { version, device: deviceText, signature: signatureText, words: wordsRead, ...rest } = value;
  const words = isApartForm(wordsRead) ? wordsRead : null;
  const signature = typeof signatureText === "string" ? unhex(signatureText, 64) : null;
  if (signature === null || !isHex(deviceText, 16) || "apart" in rest || !isStatement(rest)) return null;
  // In a group words are never missing: whoever could leave them out there would take another's word from some and not
  // from all.
  if (version !== (words === null ? 1 : 2) || (words === null && "words" in value)) return null;
  if (Object.keys(words?.said ?? {}).some((name) => Object.hasOwn(rest.details, name))) return null;
  // A second way of writing the same statement would be a second statement to everybody who keeps them by hash.
  if (canonical(value as { [key: string]: Json }) !== text) return null;
  const statement = rest as Omit<Statement, "apart"> & { readonly [key: string]: Json };
  return { statement, device: deviceText as DeviceId, signature, words };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Whether it can be signed: every field, of its kind, and nothing else. */
export function isStatement(value: Record<string, unknown>): value is Record<string, unknown> & Statement {
  const texts = ["group", "circle", "doc", "what"].every((key) => isText(value[key]));
  const details = value.details;
  return (
    Object.keys(value).length === ("apart" in value ? 9 : 8) &&
    (value.apart === undefined || isNames(value.apart)) &&
    texts &&
    isHex(value.text, 32) &&
    isHex(value.member, 16) &&
    Number.isSafeInteger(value.time) &&
    isDetails(details)
  );
}
function isApartForm(value: unknown): value is Apart {
  if (!isRecord(value) || Object.keys(value).length !== 2) return false;
  return isHex(value.salt, saltBytes) && isDetails(value.said) && Object.keys(value.said).length > 0;
}
function isDetails(value: unknown): value is Details {
  return isRecord(value) && Object.entries(value).every(([key, detail]) => isText(key) && isDetail(detail));
}
function isNames(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText);
}
function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function isDetail(value: unknown): boolean {
  return value === null || typeof value === "boolean" || Number.isFinite(value) || isText(value);
}
function isText(value: unknown): value is string {
  return typeof value === "string" && value.isWellFormed();
}
function isHex(value: unknown, length: number): value is string {
  return typeof value === "string" && unhex(value, length) !== null;
}
