// What must hold when everything has healed and nobody has anything left to say.
import { type EpochKeys, epochKeys, openEntry, type Primitives } from "@fogata/keys";
import type { Device } from "./device.ts";
import type { RelayHost } from "./relay-host.ts";
import type { World } from "./world.ts";

/** What people were told is safe. */
export interface Promises {
  changes: Map<string, { doc: string; device: string }>;
  statements: Set<string>;
  operations: Set<string>;
  /** All that a used invitation link holds. */
  secrets: Uint8Array[];
  /** Sealings at which something that lay at the relay before this connection had not been read. */
  early: string[];
}
interface Note {
  id: string;
  hash: string;
  kid: string;
  device: string;
  n: number;
  type: string;
  carries: string[];
}

const markerText = "PLAINTEXT-MARKER";

export async function check(o: {
  world: World;
  relay: RelayHost;
  devices: Device[];
  docs: string[];
  promises: Promises;
  p: Primitives;
  isThere?: (device: Device, id: string) => boolean;
  mayBeGone?: (id: string) => boolean;
  mayReset?: boolean;
}): Promise<string[]> {
  const { world, relay, devices, docs, promises, p } = o;
  const broken: string[] = [];
  const fail = (what: string) => broken.push(what);

  for (const device of devices) {
    const client = device.leader()?.client;
    if (!client) {
      fail(`${device.name} has no leading tab`);
      continue;
    }
    if (client.status().kind !== "shared")
      fail(`${device.name} does not come to rest: ${JSON.stringify(client.status())}`);
    const refused = JSON.stringify(client.refused());
    if (refused !== "{}") fail(`${device.name} could not judge: ${refused}`);
  }
  if (broken.length > 0) return broken;

  // Same heads everywhere, on the screen and on the disk; nothing written is missing.
  for (const doc of docs) {
    const heads = new Map<string, string>();
    for (const device of devices) {
      for (const tab of device.tabs) await tab.docs.saved({ circle: device.start.circle, doc });
      heads.set(`${device.name}'s screen`, (await device.leader()!.docs.read(doc)).heads());
      const disk = device.onDisk(doc);
      heads.set(`${device.name}'s disk`, disk.heads());
      for (const [hash, change] of promises.changes) {
        if (change.doc === doc && !disk.has(hash))
          fail(`${device.name} lacks a change of ${change.device}: ${hash.slice(0, 8)}`);
      }
    }
    if (new Set(heads.values()).size > 1) fail(`heads differ in ${doc.slice(0, 2)}: ${JSON.stringify([...heads])}`);
  }
  // Statements and operations are the same everywhere.
  for (const device of devices) {
    const { client } = device.leader()!;
    const said = new Set((await client!.statements()).map(({ hash }) => hash));
    for (const hash of promises.statements) if (!said.has(hash)) fail(`${device.name} lacks a statement`);
    const heads = [...client!.membership().heads].sort().join();
    const firstHeads = [...devices[0]!.leader()!.client!.membership().heads].sort().join();
    if (heads !== firstHeads) fail(`${device.name} has other operations than ${devices[0]!.name}`);
    if (client!.membership().refused.length > 0)
      fail(`${device.name} refuses ${JSON.stringify(client!.membership().refused)}`);
  }

  // Every entry the relay acknowledged is on every device and, by now, at the relay again.
  const notes = new Map<string, Map<string, Note>>();
  for (const device of devices) {
    const mine = new Map<string, Note>();
    for (const key of device.disk.keys(`circle/${device.start.circle}/note/`)) {
      const note = JSON.parse(new TextDecoder().decode(device.disk.get(key)!)) as Note;
      mine.set(note.id, note);
    }
    notes.set(device.name, mine);
    for (const id of relay.acknowledged)
      if (!mine.has(id) && !o.isThere?.(device, id))
        fail(`${device.name} lacks an acknowledged entry ${id.slice(0, 6)}`);
  }
  const atRelay = relay.entries();
  for (const id of relay.acknowledged)
    if (!atRelay.has(id) && !o.mayBeGone?.(id)) fail("the relay lacks an entry it acknowledged");

  // A number is used once.
  const used = new Map<string, string>();
  for (const mine of notes.values()) {
    for (const { device, n, hash } of mine.values()) {
      const before = used.get(`${device} ${n}`);
      if (before && before !== hash) fail(`a number was used twice: ${device.slice(0, 6)} ${n}`);
      used.set(`${device} ${n}`, hash);
    }
  }

  for (const what of promises.early) fail(what);
  await checkStranger();
  if (!o.mayReset && relay.damages() === 0 && relay.resets() > 0)
    fail("a relay that lost nothing it promised looked rolled back");
  return broken;

  /** Somebody with the relay's bytes and the used links reads nothing. */
  async function checkStranger(): Promise<void> {
    const all = [...relay.received, ...atRelay.values()];
    for (const bytes of all) {
      if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(markerText))
        fail("plain text at the relay");
    }
    const guesses = new Map<EpochKeys["kid"], EpochKeys>();
    for (const secret of promises.secrets) {
      const keys = await epochKeys(p, secret);
      guesses.set(keys.kid, keys);
    }
    for (const bytes of atRelay.values()) {
      const opened = await openEntry(p, { bytes, epochs: guesses, signingKeyOf: () => new Uint8Array(32) });
      if (opened.ok || opened.reason !== "unknown-key") fail(`a stranger gets further than the key: ${world.seed}`);
    }
  }
}
