// vitest setup: property tests draw the same each day, so that a red run tells of the change before it and not of the
// draw; `npm run test:long` draws anew each time. Whatever was drawn, a failure prints its seed.
import fc from "fast-check";

const seed = process.env.FOGATA_DRAWS;
if (seed !== undefined && seed !== "new") fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) });
