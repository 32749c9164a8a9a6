// Whole documents as payloads: written, looked at without being merged, and read. What a member says a document is, is
// taken only if every change in it is by a device of the circle and it says nothing else under a number that is taken.
import * as A from "@automerge/automerge/slim";
import type { Primitives } from "@fogata/keys";
import { isOf, type ReadChanges } from "./changes.ts";
import type { Bytes, Known, Saved } from "./ports.ts";
import { readSnapshotHead } from "./snapshot-head.ts";

/** Null unless all of it is known: a snapshot must not say what no entry has said. */
export function saveKnown(doc: A.Doc<unknown>, known: Known): Saved | null {
  const heads = A.getHeads(doc);
  const unknown = A.getChangesMetaSince(doc, basesIn(doc, known)).some(({ hash }) => !known.has(hash));
  return heads.length === 0 || unknown ? null : { heads, payload: A.save(doc) as Bytes };
}

/** What of the known ends of snapshots this document really has. */
export function basesIn(doc: A.Doc<unknown>, known: Known): string[] {
  return (known.upTo ?? []).filter((heads) => A.hasHeads(doc, [...heads])).flat();
}

/** Loaded apart: what it claims in its first bytes has to be so. */
export async function headsOf(p: Pick<Primitives, "inflate">, payload: Bytes): Promise<string[] | null> {
  const head = await readSnapshotHead(p, payload);
  if (!head || head.heads.length === 0) return null;
  const apart = A.init<unknown>();
  try {
    A.getBackend(apart).loadIncremental(payload);
    const there = A.getHeads(apart);
    return there.length === head.heads.length && A.hasHeads(apart, head.heads) ? head.heads : null;
  } catch {
    return null;
  } finally {
    A.free(apart);
  }
}

/** To merge: null if somebody wrote in it who is no device of the circle. */
export async function readSaved(
  p: Pick<Primitives, "inflate">,
  o: { payload: Bytes; doc: string; devices: readonly string[] },
): Promise<ReadChanges | null> {
  const head = await readSnapshotHead(p, o.payload);
  if (!head || head.heads.length === 0) return null;
  const devices = new Set(o.devices);
  const deviceHex = o.doc.length;
  const known = (actor: string) =>
    actor === o.doc || (devices.has(actor.slice(0, deviceHex)) && isOf(actor.slice(0, deviceHex), { actor }));
  if (!head.actors.every(known)) return null;
  return { bytes: o.payload, hashes: head.heads, each: [head.heads], tips: head.heads };
}
