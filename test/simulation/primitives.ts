// The two sets of primitives a run can use: the fast model, and the real ones.
import { type Primitives, webPrimitives } from "@fogata/keys";
import { modelHash, modelPrimitives } from "@fogata/keys/testing";
import { sha256, verify } from "@fogata/relay";
import type { RunOptions } from "./run.ts";

type World = Pick<RunOptions, "p" | "relay" | "busy">;
const sign = new TextEncoder().encode("sign");

export function modelWorld(seed: number): World {
  return {
    p: modelPrimitives({ seed }),
    relay: {
      sha256: (bytes) => modelHash(32, bytes),
      verify: ({ publicKey, data, signature }) => Buffer.compare(modelHash(64, sign, publicKey, data), signature) === 0,
    },
  };
}

/** WebCrypto answers from other threads: the run waits until nothing is under way. */
export function realWorld(): World {
  let under = 0;
  const p = webPrimitives({ crypto: globalThis.crypto });
  const counted = Object.fromEntries(
    Object.entries(p).map(([name, method]) => [
      name,
      (...args: unknown[]) => {
        const result = (method as (...args: unknown[]) => unknown)(...args);
        if (!(result instanceof Promise)) return result;
        under++;
        return result.finally(() => under--);
      },
    ]),
  ) as unknown as Primitives;
  return { p: counted, relay: { sha256, verify }, busy: () => under > 0 };
}
