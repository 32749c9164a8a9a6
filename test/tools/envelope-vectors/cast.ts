// Who writes in the vectors, under which keys, and the one entry that everything else differs from in one thing.
import type { DeviceKeys, EpochKeys } from "@fogata/keys";
import { cbor, deviceOf, epochOf, fill, hex, type Inside, utf8 } from "./writer.ts";

export interface Cast {
  epochs: EpochKeys[];
  alice: DeviceKeys;
  bob: DeviceKeys;
  /** Holds the keys and belongs to nobody. */
  eve: DeviceKeys;
}
/** The last two have kids that begin alike: found by trying keys one after the other. */
const epochNumbers = [1, 2, 3, 4, 5, 21_980, 51_611];

export async function gather(): Promise<Cast> {
  const [alice, bob, eve] = await Promise.all([deviceOf(1), deviceOf(2), deviceOf(3)]);
  return { epochs: await Promise.all(epochNumbers.map(epochOf)), alice: alice!, bob: bob!, eve: eve! };
}

export const types = ["changes", "control", "statement", "lockbox", "snapshot", "eph"] as const;
export const comps = ["", "op", "statement", "box", "change", "changes", "packed"] as const;
export const docId = fill(7, 16);
export const noDoc = fill(0, 16);
export const hello = utf8("hello");

export interface Said {
  by: DeviceKeys;
  n: number;
  skippedFrom: number;
  prev: Uint8Array;
  seen: Uint8Array;
  type: (typeof types)[number];
  doc: Uint8Array;
  comp: string;
  payload: Uint8Array;
}
const nothing = new Uint8Array(0);
export const firstOf = (by: DeviceKeys): Said => ({
  ...{ by, n: 1, skippedFrom: 1, prev: nothing, seen: nothing },
  ...{ type: "changes", doc: docId, comp: "change", payload: hello },
});

/** As it is written when nothing is wrong; `packed` is the payload as deflated. */
export function insideOf(said: Said, packed?: Uint8Array): Inside {
  const place = (comps as readonly string[]).indexOf(said.comp);
  const name = packed ? `${said.comp}+deflate` : said.comp;
  return {
    device: cbor.bytes(new Uint8Array(Buffer.from(said.by.id, "hex"))),
    n: cbor.int(said.n),
    prev: cbor.bytes(said.prev),
    seen: cbor.bytes(said.seen),
    doc: cbor.bytes(said.doc),
    type: cbor.int(types.indexOf(said.type)),
    comp: place < 0 ? cbor.text(name) : cbor.int(2 * place + (packed ? 1 : 0)),
    payload: cbor.bytes(packed ?? said.payload),
    ...(said.skippedFrom === said.n ? {} : { skippedFrom: cbor.int(said.skippedFrom) }),
  };
}

const linkOf = (bytes: Uint8Array) => (bytes.length === 0 ? "0".repeat(32) : hex(bytes));
/** What whoever opens it learns, besides its id, its hash and its kid. */
export const learned = ({ by, prev, seen, doc, payload, ...rest }: Said) => ({
  ...rest,
  device: by.id,
  prev: linkOf(prev),
  seen: linkOf(seen),
  doc: hex(doc),
  payload: hex(payload),
});

export interface Vector {
  name: string;
  as: "entry" | "eph";
  /** Places in `epochs` whose keys the reader has. */
  holds: number[];
  bytes: string;
  /** So many zeros follow. */
  zeros?: number;
  result: unknown;
}
