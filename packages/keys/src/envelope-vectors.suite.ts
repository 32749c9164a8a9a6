// The committed envelopes, read by today's code: what opened still opens to the same, and what was refused still is, for
// the same reason. Called by a test in Node and by one in a real browser.
import { describe, expect, test } from "vitest";
import first from "../vectors/envelopes-1.json" with { type: "json" };
import second from "../vectors/envelopes-2.json" with { type: "json" };
import { hex, unhex } from "./bytes.ts";
import { openEntry, openEph } from "./envelope.ts";
import { epochKeys } from "./keyring.ts";
import { webPrimitives } from "./primitives.ts";
import type { Bytes } from "./types.ts";

interface Vector {
  name: string;
  as?: string;
  holds?: number[];
  bytes: string;
  zeros?: number;
  result: unknown;
}
const bytesOf = (text: string) => unhex(text, text.length / 2)!;
const p = webPrimitives({ crypto: globalThis.crypto });

export function envelopeVectorsSuite(where: string): void {
  const { epochKey: key, channel, devices, vectors } = first;
  suite(`K6 K7 K9 yesterday's envelopes, ${where}`, { epochs: [{ key, channel }], devices, vectors });
  suite(`K6 K7 K8 K9 K10 envelopes written by hand, ${where}`, second);
}

function suite(
  title: string,
  file: { epochs: { key: string; channel: string; kid?: string }[]; devices: object; vectors: Vector[] },
): void {
  describe(title, async () => {
    const epochs = await Promise.all(file.epochs.map(({ key }) => epochKeys(p, bytesOf(key))));
    const devices = new Map(Object.entries(file.devices).map(([id, key]) => [id, bytesOf(key as string)]));

    test("K11 each epoch's key gives the same kid and the same channel", () => {
      for (const [i, { channel, kid }] of file.epochs.entries()) {
        expect(hex(epochs[i]!.channel.id)).toBe(channel);
        if (kid !== undefined) expect(epochs[i]!.kid).toBe(kid);
      }
    });
    test.each(file.vectors)("$name", async ({ as, holds = [0], bytes, zeros = 0, result }) => {
      const whole = new Uint8Array(bytes.length / 2 + zeros);
      whole.set(bytesOf(bytes));
      const held = holds.map((place) => epochs[place]!);
      const opened = await (as === "eph" ? openEph : openEntry)(p, {
        bytes: whole,
        epochs: new Map(held.map((epoch) => [epoch.kid, epoch])),
        signingKeyOf: (device) => devices.get(device) ?? null,
      });
      expect(opened.ok ? plain(opened.value) : { fault: opened.reason }).toEqual(result);
    });
  });
}

/** As vectors/README.md says: bytes as hex. */
function plain(opened: object): unknown {
  return Object.fromEntries(
    Object.entries(opened).map(([name, part]) => [name, part instanceof Uint8Array ? hex(part as Bytes) : part]),
  );
}
