// Somebody's own word over the exact text meant: a signed record, never a value in a document, so that no hostile merge
// can delete or change it. Canonical JSON (RFC 8785's form): one statement, one sequence of bytes, one hash.
import { concat, fromUtf8, hex, unhex, utf8 } from "./bytes.ts";
import type { Bytes, DeviceId, DeviceKeys, Primitives, Result, Statement } from "./types.ts";

export const statementBytesMax = 16 * 1024;
const version = 1;
const domain = utf8("fogata statement 1");

type Json = string | number | boolean | null | { readonly [key: string]: Json };
type StatementFault = "malformed" | "newer-version" | "unknown-device" | "bad-signature";

/** Throws for a statement nobody could read back: too long, or a number or text JSON has no exact form for. */
export async function signStatement(p: Primitives, s: Statement, device: DeviceKeys): Promise<Bytes> {
  // JSON would turn what it cannot hold into null, and the person would have signed something else.
  if (!isStatement({ ...s })) throw new TypeError("not a statement");
  const unsigned = { ...s, device: device.id, version };
  const signature = hex(await p.sign(device.sign, signedBytes(unsigned)));
  const bytes = utf8(canonical({ ...unsigned, signature }));
  if (bytes.length > statementBytesMax) throw new TypeError("the statement is too long");
  return bytes;
}

export async function readStatement(
  p: Primitives,
  bytes: Bytes,
  signingKeyOf: (device: DeviceId) => Bytes | null,
): Promise<Result<{ statement: Statement; device: DeviceId; hash: string }, StatementFault>> {
  const read = decode(bytes);
  if (read === null) return { ok: false, reason: "malformed" };
  if (read === "newer-version") return { ok: false, reason: read };
  const { statement, device, signature } = read;
  const publicKey = signingKeyOf(device);
  if (publicKey === null) return { ok: false, reason: "unknown-device" };
  const data = signedBytes({ ...statement, device, version });
  if (!(await p.verify({ publicKey, data, signature }))) return { ok: false, reason: "bad-signature" };
  return { ok: true, value: { statement, device, hash: hex(await p.sha256(bytes)) } };
}

/** Keys sorted by code unit, numbers and text as ECMAScript writes them: what RFC 8785 asks for. */
export function canonical(value: Json): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const fields = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key]!)}`);
  return `{${fields.join(",")}}`;
}

function signedBytes(unsigned: { readonly [key: string]: Json }): Bytes {
  return concat(domain, utf8(canonical(unsigned)));
}

function decode(bytes: Bytes) {
  if (bytes.length > statementBytesMax) return null;
  const text = fromUtf8(bytes);
  const value = text === null ? null : parseJson(text);
  if (!isRecord(value)) return null;
  if (Number.isSafeInteger(value.version) && (value.version as number) > version) return "newer-version" as const;
  const { version: v, device: deviceText, signature: signatureText, ...rest } = value;
  const signature = typeof signatureText === "string" ? unhex(signatureText, 64) : null;
  if (v !== version || signature === null || !isHex(deviceText, 16) || !isStatement(rest)) return null;
  // A second way of writing the same statement would be a second statement to everybody who keeps them by hash.
  if (canonical(value as { [key: string]: Json }) !== text) return null;
  return { statement: rest, device: deviceText as DeviceId, signature };
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
    Object.keys(value).length === 8 &&
    texts &&
    isHex(value.text, 32) &&
    isHex(value.member, 16) &&
    Number.isSafeInteger(value.time) &&
    isRecord(details) &&
    Object.entries(details).every(([key, detail]) => isText(key) && isDetail(detail))
  );
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
