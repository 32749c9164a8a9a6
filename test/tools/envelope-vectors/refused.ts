// Envelopes that must be refused, each wrong in one thing, with the reason that is to be given.
import type { EntryFault } from "@fogata/keys";
import { type Cast, docId, firstOf, insideOf, noDoc, type Said, type Vector } from "./cast.ts";
import { cbor, deflated, type Envelope, fill, hex, type Inside, join, listed, p, utf8, write } from "./writer.ts";

interface Bad {
  name: string;
  fault: EntryFault;
  bytes: Uint8Array;
  as?: Vector["as"];
  holds?: number[];
  zeros?: number;
}

export async function refused(cast: Cast): Promise<Vector[]> {
  const groups = [bytesOf, placesOf, peopleOf, laterOf, paddingsOf, insidesOf, payloadsOf, kindsOf];
  const vectors: Vector[] = [];
  for (const group of groups)
    for (const { name, fault, bytes, as = "entry", holds = [0], zeros } of await group(cast))
      vectors.push({ name, as, holds, bytes: hex(bytes), ...(zeros ? { zeros } : {}), result: { fault } });
  return vectors;
}

const writing = async (cast: Cast, more: Partial<Envelope> = {}, said: Said = firstOf(cast.alice)) => {
  const inner = cbor.list(listed(insideOf(said)));
  return (await write({ under: cast.epochs[0]!, by: said.by, doc: said.doc, inner, ...more })).bytes;
};

/** One bit of each region, its first byte and its last; and what is cut short or goes on. */
async function bytesOf(cast: Cast): Promise<Bad[]> {
  const whole = await writing(cast);
  const bent = (at: number) => whole.map((byte, i) => (i === at ? byte ^ 1 : byte));
  const end = whole.length;
  const regions: [string, number, EntryFault][] = [
    ["the version", 0, "malformed"],
    ["the suite", 1, "malformed"],
    ["the first of the id", 2, "tampered"],
    ["the last of the id", 17, "tampered"],
    ["the first of the slot", 18, "tampered"],
    ["the last of the slot", 25, "tampered"],
    ["the first of the kid", 26, "unknown-key"],
    ["the last of the kid", 29, "unknown-key"],
    ["the first of what is sealed", 30, "tampered"],
    ["one in the middle of what is sealed", (30 + end) >> 1, "tampered"],
    ["the last of what is sealed", end - 17, "tampered"],
    ["the first of the tag", end - 16, "tampered"],
    ["the last of the tag", end - 1, "tampered"],
  ];
  return [
    ...regions.map(([region, at, fault]): Bad => ({ name: `one bit of ${region}`, fault, bytes: bent(at) })),
    { name: "nothing", fault: "malformed", bytes: whole.subarray(0, 0) },
    { name: "a version alone", fault: "malformed", bytes: whole.subarray(0, 1) },
    { name: "the outside alone", fault: "malformed", bytes: whole.subarray(0, 30) },
    { name: "one byte fewer than there can be", fault: "malformed", bytes: whole.subarray(0, 109) },
    { name: "as few bytes as there can be", fault: "tampered", bytes: whole.subarray(0, 110) },
    { name: "without its last byte", fault: "tampered", bytes: whole.subarray(0, end - 1) },
    { name: "with one byte more", fault: "tampered", bytes: join(whole, fill(0, 1)) },
    { name: "of the greatest length", fault: "tampered", bytes: whole, zeros: 1024 * 1024 - end },
    { name: "longer than that", fault: "too-large", bytes: whole, zeros: 1024 * 1024 + 1 - end },
  ];
}

/** Whole and true, and not meant for here. */
async function placesOf(cast: Cast): Promise<Bad[]> {
  const [here, there] = cast.epochs as [Envelope["under"], Envelope["under"]];
  const kid = new Uint8Array(Buffer.from(there.kid, "hex").subarray(0, 4));
  return [
    { name: "under an epoch whose key is not here", fault: "unknown-key", bytes: await writing(cast), holds: [1, 2] },
    { name: "with no key at all", fault: "unknown-key", bytes: await writing(cast), holds: [] },
    {
      name: "said to be of another epoch",
      fault: "tampered",
      bytes: await writing(cast, { bend: { kid } }),
      holds: [0, 1],
    },
    {
      name: "a kid that begins alike, and is another",
      fault: "tampered",
      bytes: await writing(cast, { under: cast.epochs[5]! }),
      holds: [6],
    },
    {
      name: "sealed for another channel",
      fault: "tampered",
      bytes: await writing(cast, { bend: { sealedIn: there } }),
    },
    {
      name: "signed for another channel",
      fault: "bad-signature",
      bytes: await writing(cast, { bend: { signedIn: there } }),
    },
    {
      name: "signed for the other, sealed for this",
      fault: "bad-signature",
      bytes: await writing(cast, { under: here, bend: { signedIn: cast.epochs[2]! } }),
    },
    { name: "in another document's slot", fault: "tampered", bytes: await writing(cast, { doc: fill(8, 16) }) },
    { name: "in the slot of what is of no document", fault: "tampered", bytes: await writing(cast, { doc: noDoc }) },
  ];
}

async function peopleOf(cast: Cast): Promise<Bad[]> {
  const { alice, bob, eve } = cast;
  const forged = { ...firstOf(eve), by: { ...eve, id: alice.id } };
  const other = { ...firstOf(bob), by: { ...bob, id: alice.id } };
  const signature = (bend: (as: Uint8Array) => Uint8Array) => writing(cast, { bend: { signature: bend } });
  return [
    { name: "by a stranger who holds the key", fault: "unknown-device", bytes: await writing(cast, {}, firstOf(eve)) },
    { name: "by a stranger in Alice's name", fault: "bad-signature", bytes: await writing(cast, {}, forged) },
    { name: "by Bob in Alice's name", fault: "bad-signature", bytes: await writing(cast, {}, other) },
    { name: "a signature of zeros", fault: "bad-signature", bytes: await signature(() => fill(0, 64)) },
    {
      name: "one bit of the signature's first half",
      fault: "bad-signature",
      bytes: await signature((as) => as.with(0, as[0]! ^ 1)),
    },
    {
      name: "one bit of its second half",
      fault: "bad-signature",
      bytes: await signature((as) => as.with(32, as[32]! ^ 1)),
    },
    {
      name: "a signature of something that is no entry",
      fault: "bad-signature",
      bytes: await writing(cast, { bend: { signDomain: "fogata operation 1" } }),
    },
  ];
}

/** What a newer Fogata may write: to be kept, and read when this one is newer too. */
async function laterOf(cast: Cast): Promise<Bad[]> {
  const inside = insideOf(firstOf(cast.alice));
  const later = (more: Partial<Inside>) => writing(cast, { inner: cbor.list(listed({ ...inside, ...more })) });
  return [
    { name: "version two", fault: "newer-version", bytes: await writing(cast, { bend: { version: 2 } }) },
    { name: "version 255", fault: "newer-version", bytes: await writing(cast, { bend: { version: 255 } }) },
    { name: "suite two", fault: "newer-version", bytes: await writing(cast, { bend: { suite: 2 } }) },
    { name: "version two, of two bytes", fault: "newer-version", bytes: Uint8Array.of(2, 0) },
    { name: "a type after the last", fault: "newer-version", bytes: await later({ type: cbor.int(6) }) },
    { name: "an encoding after the last", fault: "newer-version", bytes: await later({ comp: cbor.int(14) }) },
    { name: "an encoding far after the last", fault: "newer-version", bytes: await later({ comp: cbor.int(1_000) }) },
  ];
}

async function paddingsOf(cast: Cast): Promise<Bad[]> {
  const padded = (bend: (plain: Uint8Array, end: number) => Uint8Array) => writing(cast, { bend: { padded: bend } });
  return [
    {
      name: "a padding whose last byte is not zero",
      fault: "malformed",
      bytes: await padded((plain) => plain.with(plain.length - 1, 1)),
    },
    {
      name: "a padding whose first byte is not zero",
      fault: "malformed",
      bytes: await padded((plain, end) => plain.with(end, 1)),
    },
    { name: "no padding", fault: "malformed", bytes: await padded((plain, end) => plain.subarray(0, end)) },
    { name: "one zero too few", fault: "malformed", bytes: await padded((plain) => plain.subarray(0, -1)) },
    { name: "one zero too many", fault: "malformed", bytes: await padded((plain) => join(plain, fill(0, 1))) },
    { name: "a whole step too many", fault: "malformed", bytes: await padded((plain) => join(plain, fill(0, 32))) },
    {
      name: "a signature cut short",
      fault: "malformed",
      bytes: await padded((plain, end) => plain.subarray(0, end - 32)),
    },
  ];
}

/** Sealed and signed by Alice herself, in another form than the one there is. */
async function insidesOf(cast: Cast): Promise<Bad[]> {
  const inside = insideOf(firstOf(cast.alice));
  const fields = listed(inside);
  const id = new Uint8Array(Buffer.from(cast.alice.id, "hex"));
  const written = (inner: Uint8Array) => writing(cast, { inner });
  const but = (more: Partial<Inside>) => written(cbor.list(listed({ ...inside, ...more })));
  const wrong: [string, Promise<Uint8Array>][] = [
    ["a list whose length takes a byte more", written(cbor.list(fields, 1))],
    ["a list without its length", written(join(Uint8Array.of(0x9f), ...fields, Uint8Array.of(0xff)))],
    ["a map", written(join(Uint8Array.of(0xa4), ...fields))],
    ["no list", written(cbor.int(1))],
    ["a list of seven", written(cbor.list(fields.slice(0, 7)))],
    ["a list of ten", written(cbor.list([...fields, cbor.int(1), cbor.int(1)]))],
    ["a byte after the list", written(join(cbor.list(fields), fill(0, 1)))],
    ["a tag before a field", but({ device: join(Uint8Array.of(0xd8, 0x40), cbor.bytes(id)) })],
    ["a device of 15 bytes", but({ device: cbor.bytes(id.subarray(1)) })],
    ["a device as text", but({ device: cbor.text(cast.alice.id) })],
    ["bytes without their length", but({ device: join(Uint8Array.of(0x5f), cbor.bytes(id), Uint8Array.of(0xff)) })],
    ["bytes whose length takes a byte more", but({ device: cbor.bytes(id, 2) })],
    ["bytes that end after the end", but({ payload: Uint8Array.of(0x5a, 1, 0, 0, 0) })],
    ["a number in two bytes for one", but({ n: cbor.int(1, 1) })],
    ["a number in nine bytes for one", but({ n: cbor.int(1, 8) })],
    ["a negative number", but({ n: Uint8Array.of(0x20) })],
    ["a fraction", but({ n: Uint8Array.of(0xf9, 0x3c, 0) })],
    ["a number that is not exact", but({ n: Uint8Array.of(0x1b, 0, 0x20, 0, 0, 0, 0, 0, 0) })],
    ["true", but({ n: Uint8Array.of(0xf5) })],
    ["undefined", but({ n: Uint8Array.of(0xf7) })],
    ["null", but({ n: Uint8Array.of(0xf6) })],
    ["a hash of zeros written out", but({ prev: cbor.bytes(fill(0, 16)) })],
    ["what was seen as zeros written out", but({ seen: cbor.bytes(fill(0, 16)) })],
    ["a hash of 15 bytes", but({ prev: cbor.bytes(fill(5, 15)) })],
    ["a whole hash", but({ prev: cbor.bytes(fill(5, 32)) })],
    ["a document of no bytes", but({ doc: cbor.bytes(fill(0, 0)) })],
    ["a type by its name", but({ type: cbor.text("changes") })],
    ["a usual encoding by its name", but({ comp: cbor.text("changes") })],
    ["a usual encoding by its name, deflated", but({ comp: cbor.text("packed+deflate") })],
    ["a name of 33 letters", but({ comp: cbor.text("a".repeat(33)) })],
    ["a name that is not UTF-8", but({ comp: cbor.text(Uint8Array.of(0xc3, 0x28)) })],
    ["an encoding as bytes", but({ comp: cbor.bytes(utf8("saved")) })],
    ["a payload as text", but({ payload: cbor.text("hello") })],
    ["nothing skipped, written out", but({ skippedFrom: cbor.int(1) })],
    ["skipped from behind itself", but({ skippedFrom: cbor.int(2) })],
    ["skipped from zero", but({ n: cbor.int(5), skippedFrom: cbor.int(0) })],
    ["an entry without a number", but({ n: cbor.int(0) })],
    ["what is not kept, with a number", but({ type: cbor.int(5) })],
  ];
  const bads: Bad[] = [];
  for (const [name, bytes] of wrong) bads.push({ name, fault: "malformed", bytes: await bytes });
  return bads;
}

/** Deflated, it says; sixteen million bytes are the most it may become. */
async function payloadsOf(cast: Cast): Promise<Bad[]> {
  const packedAs = async (packed: Uint8Array) => {
    const inner = cbor.list(listed(insideOf(firstOf(cast.alice), packed)));
    return writing(cast, { inner });
  };
  const right = deflated(utf8("we meet on Tuesday. ".repeat(80)));
  return [
    { name: "a deflated payload cut short", fault: "malformed", bytes: await packedAs(right.subarray(0, -4)) },
    { name: "a deflated payload of noise", fault: "malformed", bytes: await packedAs(fill(255, 40)) },
    { name: "a deflated payload that is empty", fault: "malformed", bytes: await packedAs(fill(0, 0)) },
    {
      name: "a payload that becomes too much",
      fault: "malformed",
      bytes: await packedAs(deflated(fill(0, 16 * 1024 * 1024 + 1))),
    },
  ];
}

/** An entry where something passing is expected, and the other way round. */
async function kindsOf(cast: Cast): Promise<Bad[]> {
  const passing: Said = { ...firstOf(cast.alice), type: "eph", n: 0, skippedFrom: 0, comp: "" };
  const long = { ...passing, payload: p.randomBytes(4096) };
  return [
    { name: "what is not kept, as an entry", fault: "malformed", bytes: await writing(cast, {}, passing) },
    { name: "an entry, as what is not kept", fault: "malformed", bytes: await writing(cast), as: "eph" },
    { name: "what is not kept, too long", fault: "too-large", bytes: await writing(cast, {}, long), as: "eph" },
    {
      name: "what is not kept, of a document it is not in the slot of",
      fault: "tampered",
      bytes: await writing(cast, { doc: noDoc }, { ...passing, doc: docId }),
      as: "eph",
    },
  ];
}
