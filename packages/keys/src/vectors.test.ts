import { describe, expect, test } from "vitest";
import controlLogs from "../vectors/control-logs-1.json" with { type: "json" };
import { hex, unhex } from "./bytes.ts";
import { resolve } from "./membership.ts";
import { readOp } from "./operation.ts";
import { webPrimitives } from "./primitives.ts";
import type { Bytes, CircleId, Op, OpId } from "./types.ts";

const p = webPrimitives({ crypto: globalThis.crypto });
const bytesOf = (text: string) => unhex(text, text.length / 2)!;

describe("yesterday's control logs still come to the same circle", () => {
  test.each(controlLogs.vectors)("$name", async ({ circle, ops, result }) => {
    const read = new Map<OpId, Op>();
    for (const bytes of ops) {
      const op = await readOp(p, bytesOf(bytes));
      if (!op.ok) throw new Error(op.reason);
      read.set(op.value.id, op.value);
    }
    // A circle has more to say today; what it said yesterday it still says.
    expect(plain(resolve(read, circle as CircleId))).toMatchObject(result);
  });
});

/** As vectors/README.md says: maps as lists of pairs, bytes as hex. */
function plain(value: unknown): unknown {
  const text = JSON.stringify(value, (_key, part: unknown) => {
    if (part instanceof Map) return [...part];
    return part instanceof Uint8Array ? hex(part as Bytes) : part;
  });
  return JSON.parse(text);
}
