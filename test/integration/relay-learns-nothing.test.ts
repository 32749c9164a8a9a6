// Promise 1: whoever holds the relay's disk, its logs and a recording of all its traffic finds no word of the group.
// The same search, with sealing taken out, finds every one of them: so it is the sealing that hides them.
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as path } from "node:path";
import * as A from "@automerge/automerge/slim";
import type { Primitives, RelayAddress } from "@fogata/keys";
import { startRelay } from "@fogata/relay";
import { type Transport, webSocketTransport } from "@fogata/sync";
import { afterEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { everybodyLeaves, p, person } from "../support/people.ts";
import { blank, doc, heads, join } from "../support/stories.ts";

afterEach(everybodyLeaves);

const markers = {
  group: "MARKER-GROUP-Nightwatch",
  alice: "MARKER-NAME-Alicia",
  bob: "MARKER-NAME-Roberto",
  title: "MARKER-TITLE-Rent strike",
  text: "MARKER-TEXT-We stop paying in June",
  comment: "MARKER-COMMENT-What of Dolores",
  file: "MARKER-FILE-eviction letter.pdf",
  whisper: "MARKER-WHISPER-caret at the third line",
};
type Words = { text: string; title?: string; comments?: Record<string, string>; files?: Record<string, string> };
type Handle = { doc(): A.Doc<Words>; change(edit: (draft: Words) => void): void };

/** Everything that passed between devices and relay, both ways, as bytes. */
function recording(into: Uint8Array[]): Transport {
  const inner = webSocketTransport(WebSocket as never);
  return {
    connect(url, on) {
      const connection = inner.connect(url, {
        ...on,
        frame(bytes) {
          into.push(bytes.slice());
          on.frame(bytes);
        },
      });
      return {
        send(frame) {
          into.push(frame.slice());
          connection.send(frame);
        },
        close: connection.close,
      };
    },
  };
}

/** Sealing replaced by identity, and no compression to hide behind. */
function open(real: Primitives): Primitives {
  const tag = new Uint8Array(16);
  return {
    ...real,
    aeadSeal: async ({ plain }) => Uint8Array.from([...plain, ...tag]),
    aeadOpen: async ({ sealed }) => sealed.slice(0, -16),
    deflate: async (data) => data,
    inflate: async (data) => data,
  };
}

/** A busy session of two people; gives all that the relay's keeper could have kept of it. */
async function busySession(primitives: Primitives): Promise<Record<"disk" | "log" | "traffic", Buffer>> {
  const folder = await mkdtemp(path(tmpdir(), "fogata-nothing-"));
  const frames: Uint8Array[] = [];
  const lines: string[] = [];
  const relay = await startRelay({ port: 0, host: "127.0.0.1", data: folder, log: (line) => lines.push(line) });
  const address: RelayAddress = { url: `ws://127.0.0.1:${relay.port}/relay`, key: relay.key };
  try {
    const world = { relay: address, p: primitives, transport: recording(frames) };
    const [alice, bob] = [await person(world), await person(world)];
    const started = await alice.device.startGroup({ name: markers.group, myName: markers.alice, relay: address.url });
    if (!started.ok) throw new Error(started.reason);
    const group = started.value;
    await alice.sees((view) => view.groups[0]?.relays.length === 1);
    await join(alice, group, bob, markers.bob);

    const [hers, his] = await Promise.all(
      [alice, bob].map(async ({ device }) => {
        const opened = await device.openDocument(group, doc, blank);
        if (!opened.ok) throw new Error(opened.reason);
        return opened.value as unknown as Handle;
      }),
    );
    const heard = new Promise<void>((whispered) => bob.device.onWhisper(group, doc, () => whispered()));
    hers!.change((draft) => A.splice(draft as A.Doc<Words>, ["text"], 0, 0, markers.text));
    await alice.device.flush();
    his!.change((draft) => {
      draft.title = markers.title;
    });
    await bob.device.flush();
    hers!.change((draft) => {
      draft.comments = { c1: markers.comment };
      draft.files = { f1: markers.file };
    });
    await alice.device.flush();
    await expect.poll(() => heads(hers as never).join() === heads(his as never).join()).toBe(true);
    // A whisper is let go when the way is not open; said until it is heard.
    await expect
      .poll(async () => {
        alice.device.whisper(group, doc, new TextEncoder().encode(markers.whisper));
        return Promise.race([heard.then(() => true), new Promise((next) => setImmediate(() => next(false)))]);
      })
      .toBe(true);
    for (const one of [alice, bob]) await one.sees((view) => view.groups[0]?.status.kind === "shared");
    await everybodyLeaves();
  } finally {
    await relay.close();
  }
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found.filter((one) => one.isFile());
  const disk = await Promise.all(files.map((one) => readFile(path(one.parentPath, one.name))));
  await rm(folder, { recursive: true });
  return { disk: Buffer.concat(disk), log: Buffer.from(lines.join("\n")), traffic: Buffer.concat(frames) };
}

const holds = (bytes: Buffer, marker: string) =>
  bytes.includes(Buffer.from(marker, "utf8")) || bytes.includes(Buffer.from(marker, "utf16le"));

test("the relay learns nothing: no name, title, word, comment or file name in its disk, log or traffic", async () => {
  const kept = await busySession(p);
  expect(kept.disk.length).toBeGreaterThan(2_000);
  expect(kept.traffic.length).toBeGreaterThan(4_000);
  for (const [where, bytes] of Object.entries(kept))
    for (const marker of [...Object.values(markers), "MARKER"])
      expect(holds(bytes, marker), `${where}: ${marker}`).toBe(false);
});

test("the same search finds every one of them when nothing is sealed", async () => {
  const kept = await busySession(open(p));
  for (const marker of Object.values(markers)) expect(holds(kept.traffic, marker), `traffic: ${marker}`).toBe(true);
  // Whispers are never stored: on the disk there must be all but them.
  const { whisper, ...stored } = markers;
  for (const marker of Object.values(stored)) expect(holds(kept.disk, marker), `disk: ${marker}`).toBe(true);
  expect(holds(kept.disk, whisper)).toBe(false);
});
