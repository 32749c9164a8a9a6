// An invitation to come along: for one device, and whatever else comes is nothing.
import fc from "fast-check";
import { expect, test } from "vitest";
import { modelPrimitives, person } from "../testing/index.ts";
import { alongLinkMax, openAlong, sealAlong } from "./along-letter.ts";
import { sealCircleLetter } from "./circle-letter.ts";
import { cardOf } from "./identity.ts";

const p = modelPrimitives({ seed: 41 });
const link = "https://fogata.example/#join/AbCdEf";

test("K74 Bob's device opens it; Eve's does not, nor does anybody take another letter for one", async () => {
  const [bob, eve] = [await person(p, "Bob"), await person(p, "Eve")];
  const to = cardOf(bob.device).receive;
  const bytes = await sealAlong(p, { to, link });
  expect(await openAlong(p, { bytes, device: bob.device })).toBe(link);
  expect(await openAlong(p, { bytes, device: eve.device })).toBeNull();
  const other = await sealCircleLetter(p, { to, letter: { kind: "wanted", circle: "0".repeat(64) as never } });
  expect(await openAlong(p, { bytes: other, device: bob.device })).toBeNull();
});

test("K74 as long as a link may be and no longer", async () => {
  const bob = await person(p, "Bob");
  const to = cardOf(bob.device).receive;
  const longest = "l".repeat(alongLinkMax);
  expect(await openAlong(p, { bytes: await sealAlong(p, { to, link: longest }), device: bob.device })).toBe(longest);
  await expect(sealAlong(p, { to, link: `${longest}l` })).rejects.toThrow(TypeError);
});

test("K74 changed anywhere it is nothing, and never a throw", async () => {
  const bob = await person(p, "Bob");
  const bytes = await sealAlong(p, { to: cardOf(bob.device).receive, link });
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      // The letter's own id is nobody's secret and binds nothing but itself.
      const changed = bytes.map((byte, i) => (i === at ? byte ^ by : byte));
      expect(await openAlong(p, { bytes: changed, device: bob.device })).toBeNull();
    }),
  );
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (noise) => {
      expect(await openAlong(p, { bytes: noise, device: bob.device })).toBeNull();
    }),
  );
});
