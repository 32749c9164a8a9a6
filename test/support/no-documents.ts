// For tests of what reaches a document and what does not: documents that hold nothing, and take everything.
import type { Documents } from "@fogata/sync";

export const noDocuments: Documents = {
  unknown: async () => [],
  encode: async () => {
    throw new Error("nothing to encode");
  },
  apply: async () => ({ ok: true, hashes: [], each: [], missing: [] }),
  save: async () => null,
  compare: async () => null,
  beyond: async () => null,
  mend: async () => {},
  saved: async () => undefined,
  onChange: () => () => {},
};

/** Each change is words, put down in the order in which they came. */
export const wordsGiven = (given: string[]): Documents => ({
  ...noDocuments,
  apply: async (_, payloads) => {
    for (const { payload } of payloads) given.push(new TextDecoder().decode(payload));
    return { ok: true, hashes: [], each: payloads.map(() => []), missing: [] };
  },
});
