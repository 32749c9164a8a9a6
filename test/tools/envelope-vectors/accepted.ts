// Envelopes that open: every type, every name of an encoding, each side of the padding steps, many epochs.
import { createHash } from "node:crypto";
import {
  type Cast,
  type comps,
  docId,
  firstOf,
  insideOf,
  learned,
  noDoc,
  type Said,
  comps as usual,
  type Vector,
} from "./cast.ts";
import { cbor, deflated, fill, hex, listed, p, signatureBytes, utf8, write } from "./writer.ts";

interface Good {
  name: string;
  said: Said;
  /** Written deflated. */
  packed?: boolean;
  /** Place of its epoch, and of those the reader has. */
  under?: number;
  holds?: number[];
  id?: Uint8Array;
}

export async function accepted(cast: Cast): Promise<Vector[]> {
  const all = [...typesOf(cast), ...compsOf(cast), ...lengthsOf(cast), ...chainsOf(cast), ...epochsOf(cast)];
  const vectors: Vector[] = [];
  for (const good of all) vectors.push(await vectorOf(cast, good));
  return vectors;
}

async function vectorOf(cast: Cast, { name, said, packed, under = 0, holds = [under], id }: Good): Promise<Vector> {
  const epoch = cast.epochs[under]!;
  const inside = insideOf(said, packed ? deflated(said.payload) : undefined);
  const bend = id ? { id } : {};
  const written = await write({ under: epoch, by: said.by, doc: said.doc, inner: cbor.list(listed(inside)), bend });
  const { device, doc, payload, ...rest } = learned(said);
  const hash = createHash("sha256").update(written.bytes).digest("hex");
  const result =
    said.type === "eph"
      ? { device, doc, payload }
      : { ...rest, device, doc, payload, id: written.id, hash, kid: epoch.kid };
  return { name, as: said.type === "eph" ? "eph" : "entry", holds, bytes: hex(written.bytes), result };
}

const prose = utf8("Whoever is concerned is asked before it is decided. ".repeat(16));

/** As the app writes each of them. */
function typesOf({ alice }: Cast): Good[] {
  const first = firstOf(alice);
  const said: [string, Partial<Said>][] = [
    ["changes of a document", { comp: "packed", payload: p.randomBytes(90) }],
    ["a control operation", { type: "control", doc: noDoc, comp: "op", payload: p.randomBytes(210) }],
    ["a statement", { type: "statement", comp: "statement", payload: p.randomBytes(150) }],
    ["a lockbox", { type: "lockbox", comp: "box", payload: p.randomBytes(121) }],
    ["a snapshot", { type: "snapshot", comp: "saved", payload: p.randomBytes(700) }],
    ["what is not kept", { type: "eph", n: 0, skippedFrom: 0, comp: "", payload: p.randomBytes(40) }],
    ["what is not kept, and is of no document", { type: "eph", n: 0, skippedFrom: 0, comp: "", doc: noDoc }],
  ];
  return said.map(([name, more]) => ({ name, said: { ...first, ...more } }));
}

function compsOf({ alice }: Cast): Good[] {
  const first = firstOf(alice);
  const names: string[] = [...(usual satisfies typeof comps), "saved", "a name of 24 letters, +24"];
  return names.flatMap((comp) => [
    { name: `encoded as "${comp}"`, said: { ...first, comp: comp.slice(0, 24) } },
    {
      name: `encoded as "${comp}", deflated`,
      said: { ...first, comp: comp.slice(0, 24), payload: prose },
      packed: true,
    },
  ]);
}

/** A length that falls exactly on a padding step, and the two beside it. */
function lengthsOf({ alice }: Cast): Good[] {
  const first = firstOf(alice);
  const lengths = [192, 256, 512, 1024, 2048, 4096].flatMap((step) => [step - 1, step, step + 1]);
  const goods = lengths.map((length): Good => {
    const around = (payload: Uint8Array) =>
      cbor.list(listed(insideOf({ ...first, payload }))).length + signatureBytes - payload.length;
    // A longer payload has a longer head: measured once it is nearly as long.
    const bytes = length - around(fill(0, length - around(fill(0, length - 100))));
    return { name: `inside and signature of ${length} bytes`, said: { ...first, payload: p.randomBytes(bytes) } };
  });
  return [...goods, { name: "an empty payload", said: { ...first, payload: fill(0, 0) } }];
}

function chainsOf({ alice, bob }: Cast): Good[] {
  const first = firstOf(alice);
  const most = Number.MAX_SAFE_INTEGER;
  return [
    {
      name: "the second, which has seen others",
      said: { ...first, n: 2, skippedFrom: 2, prev: fill(5, 16), seen: fill(6, 16) },
    },
    { name: "the second, which has seen nobody new", said: { ...first, n: 2, skippedFrom: 2, prev: fill(5, 16) } },
    { name: "the first, which has seen others", said: { ...first, seen: fill(6, 16) } },
    { name: "after a skipped range", said: { ...first, n: 65, skippedFrom: 3, prev: fill(5, 16) } },
    { name: "after all numbers before it were skipped", said: { ...first, n: 64, skippedFrom: 1 } },
    { name: "number 23", said: { ...first, n: 23, skippedFrom: 23, prev: fill(5, 16) } },
    { name: "number 24", said: { ...first, n: 24, skippedFrom: 24, prev: fill(5, 16) } },
    { name: "number 65536", said: { ...first, n: 65_536, skippedFrom: 65_536, prev: fill(5, 16) } },
    { name: "the last number there is", said: { ...first, n: most, skippedFrom: most, prev: fill(5, 16) } },
    { name: "by another device", said: firstOf(bob) },
    { name: "an id of zeros", said: first, id: fill(0, 16) },
    { name: "another document's", said: { ...first, doc: fill(255, 16) } },
  ];
}

function epochsOf({ alice, bob, epochs }: Cast): Good[] {
  const all = epochs.map((_, place) => place);
  return [
    ...all.map(
      (under): Good => ({
        name: `under epoch ${under}, with every key at hand`,
        said: firstOf(bob),
        under,
        holds: all,
      }),
    ),
    { name: "the same document under another epoch", said: { ...firstOf(alice), doc: docId }, under: 3 },
    { name: "kids that begin alike, read by who has the first", said: firstOf(alice), under: 5, holds: [5] },
    { name: "kids that begin alike, the other one first", said: firstOf(alice), under: 5, holds: [6, 5] },
  ];
}
