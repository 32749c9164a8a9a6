// Two people write a thousand keystrokes each while apart; then one receives what the other sealed, a batch at a time.
import * as A from "@automerge/automerge";
import { epochKeys, openEntry, sealEntry, webPrimitives } from "@fogata/keys";
import { alternate, type Row, timed } from "../measure.ts";

const edits = 1000;
const perEntry = 50;
const none = "0".repeat(64);
type Text = { text: string };

export async function merging(): Promise<Row[]> {
  const p = webPrimitives({ crypto: globalThis.crypto as Crypto });
  const epoch = await epochKeys(p, p.randomBytes(32));
  const { keys: device } = await p.newDeviceKeys(await p.newRestKey());
  const base = A.from<Text>({ text: "" });
  const [alice] = branch(base);
  const [, bobsParts] = branch(base);
  const entries: Uint8Array[] = [];
  for (const [i, payload] of bobsParts.entries()) {
    const content = { type: "changes" as const, doc: "ab".repeat(16), comp: "changes", payload };
    const place = { n: i + 1, prev: none, skippedFrom: i + 1, seen: none };
    const sealed = await sealEntry(p, { epoch, device, ...place, content });
    if (!sealed.ok) throw new Error(sealed.reason);
    entries.push(sealed.value.bytes);
  }
  const epochs = new Map([[epoch.kid, epoch]]);
  const openAll = () =>
    Promise.all(
      entries.map(async (bytes) => {
        const opened = await openEntry(p, { bytes, epochs, signingKeyOf: () => device.sign.publicKey });
        if (!opened.ok) throw new Error(opened.reason);
        return opened.value.payload;
      }),
    );
  const saved = A.save(alice);
  const contestants = [
    { name: "loadIncremental alone", payloads: async () => bobsParts },
    { name: "Fogata: open, verify, load", payloads: openAll },
  ];
  return alternate({
    group: "two branches of 1,000 edits meet",
    contestants,
    values: { ms: { what: `${entries.length} entries to a merged text`, unit: "ms" } },
    async run({ payloads }) {
      const doc = A.load<Text>(saved);
      const ms = await timed(async () => {
        // One update for all that has arrived: each further one costs as much again.
        const merged = A.loadIncremental(doc, joined(await payloads()));
        if (merged.text.length !== 2 * edits) throw new Error("the branches did not merge");
      });
      return { ms };
    },
    target: (_, median) => ({
      text: "≤ 1.3 × loadIncremental",
      reached: median("Fogata: open, verify, load") <= 1.3 * median("loadIncremental alone"),
    }),
  });
}

function branch(base: A.Doc<Text>): [A.Doc<Text>, Uint8Array[]] {
  let doc = A.clone(base);
  const parts: Uint8Array[] = [];
  let since = A.getHeads(doc);
  for (let i = 0; i < edits; i++) {
    doc = A.change(doc, (draft) => A.splice(draft, ["text"], i, 0, "word "[i % 5]!));
    if ((i + 1) % perEntry !== 0) continue;
    parts.push(A.saveSince(doc, since));
    since = A.getHeads(doc);
  }
  return [doc, parts];
}

function joined(parts: Uint8Array[]): Uint8Array {
  return Buffer.concat(parts);
}
