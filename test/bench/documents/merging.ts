// Two people write a thousand keystrokes each while apart; then one receives what the other sealed, all at once.
// The floor gets the same changes in the form Automerge itself likes best, all in one call.
import * as A from "@automerge/automerge/slim";
import { epochKeys, openEntry, sealEntry } from "@fogata/keys";
import type { PayloadEncoding } from "@fogata/sync";
import { asOne, type OutboxRecord } from "../../../packages/sync/src/outbox.ts";
import { alternate, medianOf, type Row, several, spent } from "../measure.ts";
import { newShelf, p, ref } from "./device.ts";

const edits = 1000;
const perEntry = 50;
const timesEach = 9;
const none = "0".repeat(64);
type Text = { text: string };
type Payload = { comp: PayloadEncoding; payload: Uint8Array };

export async function merging(): Promise<Row[]> {
  const base = A.from<Text>({ text: "" });
  const alices = A.save(branch(base));
  const bob = branch(base);
  const changes = A.saveSince(bob, A.getHeads(base));
  const hashes = A.getChangesMetaSince(bob, A.getHeads(base)).map(({ hash }) => hash);
  const bundle = A.saveBundle(bob, hashes);
  const flushes = await encoded(A.save(bob), hashes);
  const [apart, live] = [await sealed(waiting(flushes)), await sealed(flushes)];

  const merged = (doc: A.Doc<Text>) => {
    if (doc.text.length !== 2 * edits) throw new Error("the branches did not merge");
  };
  const load = (bytes: Uint8Array) => async () => {
    const doc = A.load<Text>(alices);
    return spent(() => merged(A.loadIncremental(doc, bytes)));
  };
  const ours = (given: () => Promise<Payload[]>) => async () => {
    const documents = await (await newShelf()).documents();
    const made = await documents.create(ref, alices);
    if (!made.ok) throw new Error(made.reason);
    const took = await spent(async () => {
      const applied = await documents.apply(ref, await given());
      if (!applied.ok) throw new Error(applied.reason);
      merged(made.value.doc() as A.Doc<Text>);
    });
    await documents.close();
    return took;
  };
  const contestants = [
    { name: "loadIncremental, changes", once: load(changes) },
    { name: "loadIncremental, one bundle", once: load(bundle) },
    { name: "Fogata: open, verify, merge", once: ours(apart.openAll) },
    { name: "Fogata, written with a relay at hand", once: ours(live.openAll) },
  ];
  const rows = await alternate({
    group: "two branches of 1,000 edits meet",
    contestants,
    values: {
      ms: { what: "sealed entries to a merged text", unit: "ms" },
      cpu: { what: "processor time for it", unit: "ms" },
    },
    run: async ({ once }) => ({ ...(await several(timesEach, once)) }),
    target: (_, median) => ({
      text: "≤ 1.3 × loadIncremental of changes",
      reached: median("Fogata: open, verify, merge") <= 1.3 * median("loadIncremental, changes"),
    }),
  });
  const row = rows[1];
  const alone = medianOf(row?.figures["loadIncremental, changes"]);
  const whole = medianOf(row?.figures["Fogata: open, verify, merge"]);
  row?.notes.push(
    `The same 1,000 changes are ${changes.length} B as changes, ${bundle.length} B as a bundle, ${apart.bytes} B in the ${apart.count} sealed entries ` +
      `of somebody who had no relay, ${live.bytes} B in the ${live.count} of somebody who had one; ` +
      `ours takes ${(whole / alone).toFixed(2)} times the processor time of loading the changes alone.`,
  );
  return rows;
}

function branch(base: A.Doc<Text>): A.Doc<Text> {
  let doc = A.clone(base);
  for (let i = 0; i < edits; i++)
    doc = A.change(doc, (draft) => A.splice(draft as A.Doc<Text>, ["text"], i, 0, "word "[i % 5]!));
  return doc;
}

/** As they wait for a relay: each flush joins the last, as long as it may. */
function waiting(flushes: readonly Payload[]): Payload[] {
  const records: OutboxRecord[] = [];
  for (const [place, { comp, payload }] of flushes.entries()) {
    const names = Array.from({ length: perEntry }, (_, i) => `${place}/${i}`);
    const next = { type: "changes" as const, doc: ref.doc, comp, payload, names };
    const whole = asOne(records.at(-1), next);
    if (whole) records.pop();
    records.push({ place, ...(whole ?? next) });
  }
  return records.map(({ comp, payload }) => ({ comp: comp as PayloadEncoding, payload }));
}

/** As the engine packs them, fifty keystrokes at a time. */
async function encoded(bob: Uint8Array, hashes: readonly string[]): Promise<Payload[]> {
  const documents = await (await newShelf()).documents();
  await documents.create(ref, bob);
  const payloads: Payload[] = [];
  for (let at = 0; at < hashes.length; at += perEntry)
    payloads.push(await documents.encode(ref, hashes.slice(at, at + perEntry)));
  await documents.close();
  return payloads;
}

/** Gives a way to open them all again and again. */
async function sealed(
  payloads: readonly Payload[],
): Promise<{ openAll(): Promise<Payload[]>; bytes: number; count: number }> {
  const epoch = await epochKeys(p, p.randomBytes(32));
  const { keys: device } = await p.newDeviceKeys(await p.newRestKey());
  const epochs = new Map([[epoch.kid, epoch]]);
  const entries: Uint8Array[] = [];
  for (const [i, { comp, payload }] of payloads.entries()) {
    const content = { type: "changes" as const, doc: ref.doc, comp, payload };
    const place = { n: i + 1, prev: none, skippedFrom: i + 1, seen: none };
    const entry = await sealEntry(p, { epoch, device, ...place, content });
    if (!entry.ok) throw new Error(entry.reason);
    entries.push(entry.value.bytes);
  }
  const openAll = () =>
    Promise.all(
      entries.map(async (bytes) => {
        const opened = await openEntry(p, { bytes, epochs, signingKeyOf: () => device.sign.publicKey });
        if (!opened.ok) throw new Error(opened.reason);
        return { comp: opened.value.comp as PayloadEncoding, payload: opened.value.payload };
      }),
    );
  return { openAll, bytes: entries.reduce((sum, { length }) => sum + length, 0), count: entries.length };
}
