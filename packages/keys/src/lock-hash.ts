// Makes a key of a passphrase, slowly and with much memory (Argon2id), so that guessing costs what opening costs. The
// only file that knows the library. It comes in a part of its own, and only where there is a lock.
import { argon2id } from "hash-wasm";
import type { PassphraseCost } from "./lock.ts";
import type { Bytes } from "./types.ts";

export function hashPassphrase(o: { passphrase: Bytes; salt: Bytes; cost: PassphraseCost }): Promise<Bytes> {
  return argon2id({
    password: o.passphrase,
    salt: o.salt,
    memorySize: o.cost.memoryKiB,
    iterations: o.cost.passes,
    parallelism: 1,
    hashLength: 32,
    outputType: "binary",
  });
}
