// For tests: one document of each kind as this version writes it, with everything in it that a page can show. Kept in
// vectors/documents-1.json, which later versions go on reading.
import * as A from "@automerge/automerge/slim";
import { type KindName, kinds } from "../src/kinds.ts";
import { act, begin, type Lived, onDevice, seenOf } from "./lives.ts";

export interface Written {
  kind: KindName;
  /** The kind's own version. */
  version: number;
  /** What the app saves, as base64. */
  bytes: string;
  /** What a page saw of it then. */
  seen: unknown;
}

/** Two devices, apart for a while: each does all that the kind lets it do. */
export function writeOne(kind: KindName): Written {
  const verbs = Object.keys(kinds[kind].changes).length;
  let n = 0;
  const lived = (doc: Lived, who: number) => {
    let mine = onDevice(doc, who);
    for (let about = 0; about < 2; about++)
      for (let verb = 0; verb <= verbs; verb++) mine = act(kind, mine, { who, verb, about, words: `Word ${n}` }, n++);
    return mine;
  };
  const begun = lived(begin(kind), 0);
  const doc = A.merge(lived(begun, 1), lived(begun, 2));
  const bytes = Buffer.from(A.save(doc)).toString("base64");
  return { kind, version: kinds[kind].version, bytes, seen: seenOf(kind, doc) };
}
