import { epochKeys, webPrimitives } from "@fogata/keys";
import { expect, test } from "vitest";
import type { Clock } from "./ports.ts";
import { answerMs, connectMs, openRendezvous, type Reached } from "./rendezvous.ts";

const p = webPrimitives({ crypto: globalThis.crypto as Crypto });

/** Bob waits at a rendezvous; the network and the time are in the test's hand. */
async function bob() {
  const due: { at: number; run: () => void; off: boolean }[] = [];
  let now = 0;
  const clock: Clock = {
    now: () => now,
    after(ms, run) {
      const one = { at: now + ms, run, off: false };
      due.push(one);
      return () => {
        one.off = true;
      };
    },
  };
  const lines: { opened(): void; closed(): void; over: boolean }[] = [];
  const reached: Reached[] = [];
  const { channel } = await epochKeys(p, new Uint8Array(32).fill(3));
  const rendezvous = openRendezvous(
    {
      p,
      clock,
      transport: {
        connect(_, on) {
          const line = { opened: on.opened, closed: on.closed, over: false };
          lines.push(line);
          const close = () => {
            if (line.over) return;
            line.over = true;
            on.closed();
          };
          return { send() {}, close };
        },
      },
    },
    {
      relay: { url: "wss://relay.test", key: new Uint8Array(32) },
      channel,
      until: 1e9,
      letters: [],
      onLetter() {},
      onPosted() {},
      onReached: (how) => void reached.push(how),
    },
  );
  return {
    rendezvous,
    lines,
    reached,
    pass(ms: number) {
      now += ms;
      for (const one of due.splice(0)) {
        if (one.off) continue;
        if (one.at <= now) one.run();
        else due.push(one);
      }
    },
  };
}

test("S9 a rendezvous that never opens, or opens and says nothing, is tried again", async () => {
  const { lines, reached, pass, rendezvous } = await bob();
  pass(connectMs);
  expect(lines[0]!.over).toBe(true);
  expect(reached.at(-1)).toBe("unreachable");
  pass(1_000);
  expect(lines).toHaveLength(2);
  lines[1]!.opened();
  pass(answerMs - 1);
  expect(lines[1]!.over).toBe(false);
  pass(1);
  expect(lines[1]!.over).toBe(true);
  rendezvous.leave();
});

test("S9 who comes back online tries the rendezvous at once, and only if it is not connected", async () => {
  const { lines, pass, rendezvous } = await bob();
  rendezvous.reconnect();
  expect(lines).toHaveLength(1);
  pass(connectMs);
  rendezvous.reconnect();
  expect(lines).toHaveLength(2);
  pass(60_000);
  // The turn it would have had is not taken as well.
  expect(lines.filter(({ over }) => !over).length).toBeLessThan(2);
  rendezvous.leave();
});
