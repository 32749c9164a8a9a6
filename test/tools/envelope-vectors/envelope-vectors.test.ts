import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { envelopeVectors } from "./index.ts";

test("the committed envelopes are what the generator writes, byte for byte", async () => {
  const committed = readFileSync(new URL("../../../packages/keys/vectors/envelopes-2.json", import.meta.url), "utf8");
  expect((await envelopeVectors()) === committed).toBe(true);
});
