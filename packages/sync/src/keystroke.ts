// The most frequent change there is: somebody puts one plain letter into a text, next to a letter of their own; the text
// is theirs or came with the document's first bytes. Of such a body only what differs travels; the columns around it
// are always the same.
import { join } from "./leb128.ts";
import type { Bytes } from "./ports.ts";

const hashAndActor = { from: 1, hashBytes: 32, actorBytes: 24 } as const;
const deviceBytes = 16;
/** The actor of a document's first bytes is the document. */
const documentBytes = 16;

/** What an entry says of itself around the changes it holds: an actor is its device and then its tab. */
export interface Whose {
  device: Bytes;
  document: Bytes;
}

/** Null when the body is no such change. With `whose`, without what follows from it; null as well when it does not. */
export function packKeystroke(body: Bytes, whose?: Whose): Bytes | null {
  const { from, hashBytes, actorBytes } = hashAndActor;
  const hash = body.subarray(from, from + hashBytes);
  const actorAt = from + hashBytes + 1;
  // Its number, its first operation, its time.
  const head = numbersAt(body, actorAt + actorBytes, 3);
  if (!head) return null;
  const document = body[head.end + 1] === 1 ? body.subarray(head.end + 3, head.end + 3 + documentBytes) : null;
  const columnsAt = head.end + 2 + (document ? 1 + documentBytes : 0);
  // Which text, and behind which letter: their columns say how long these are.
  const textLength = (body[columnsAt + 4] ?? 0) - 1;
  const keyLength = (body[columnsAt + 8] ?? 0) - 1;
  const textAt = columnsAt + 22;
  const keyAt = textAt + textLength + 3;
  const letterAt = keyAt + keyLength + 6;
  const packed = join([
    hash,
    body.subarray(actorAt + (whose ? deviceBytes : 0), actorAt + actorBytes),
    head.bytes,
    Uint8Array.of(document ? 1 : 0, ...(document && !whose ? document : [])),
    body.subarray(textAt, textAt + textLength),
    body.subarray(keyAt, keyAt + keyLength),
    body.subarray(letterAt, letterAt + 1),
  ]);
  const again = unpackKeystroke(packed, whose);
  return again && again.length === body.length && again.every((byte, i) => byte === body[i]) ? packed : null;
}

/** The body; null for what is not packed like this. */
export function unpackKeystroke(packed: Bytes, whose?: Whose): Bytes | null {
  if (whose && (whose.device.length !== deviceBytes || whose.document.length !== documentBytes)) return null;
  const { hashBytes, actorBytes } = hashAndActor;
  const start = hashBytes + actorBytes - (whose ? deviceBytes : 0);
  const head = numbersAt(packed, start, 3);
  const others = head && packed[head.end];
  if (head === null || (others !== 0 && others !== 1)) return null;
  const textAt = head.end + 1 + (whose ? 0 : others * documentBytes);
  const document = whose?.document ?? packed.subarray(head.end + 1, textAt);
  const text = numbersAt(packed, textAt, 1);
  const key = text && numbersAt(packed, text.end, 1);
  if (!key || key.end + 1 !== packed.length) return null;
  const columns = [1, 2, 2, 1 + text.bytes.length, 0x11, 2, 0x13, 1 + key.bytes.length, 0x34, 2, 0x42, 2, 0x56, 2];
  return join([
    Uint8Array.of(1),
    packed.subarray(0, hashBytes),
    Uint8Array.of(actorBytes, ...(whose?.device ?? [])),
    packed.subarray(hashBytes, start),
    head.bytes,
    Uint8Array.of(0, others, ...(others === 1 ? [documentBytes, ...document] : [])),
    Uint8Array.of(columns.length / 2 + 2, ...columns, 0x57, 1, 0x70, 2, 0x7f, others, 0x7f),
    text.bytes,
    Uint8Array.of(0x7f, 0, 0x7f),
    key.bytes,
    Uint8Array.of(0, 1, 0x7f, 1, 0x7f, 0x16),
    packed.subarray(key.end),
    Uint8Array.of(0x7f, 0),
  ]);
}

const numberBytesMax = 10;

/** So many numbers of seven bits a byte, unread. */
function numbersAt(bytes: Bytes, start: number, count: number): { bytes: Bytes; end: number } | null {
  let end = start;
  for (let i = 0; i < count; i++) {
    const from = end;
    while ((bytes[end] ?? 0) >= 128 && end - from < numberBytesMax) end++;
    if (++end > bytes.length) return null;
  }
  return { bytes: bytes.subarray(start, end), end };
}
