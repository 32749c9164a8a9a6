// A document as the engine sees one, without what an editor needs of it: changes that name what they build on, heads,
// and Automerge's trap: a change whose past is missing is held in memory and is not saved. A hundredth of its cost.
import { modelHash } from "@fogata/keys/testing";

export interface ModelDocument {
  /** Begins a change upon everything here. */
  change(actor: string, words: string): Change;
  /** Takes changes, one after the other; gives those that now count, in an order that respects what they build on. */
  take(bytes: Uint8Array): Change[];
  has(hash: string): boolean;
  get(hash: string): Change | undefined;
  /** All that counts, oldest first. Only ever grows. */
  readonly changes: readonly Change[];
  heads(): string;
  /** These changes, and all they build on. */
  under(heads: readonly string[]): Set<string>;
  /** What those that wait are waiting for. */
  missing(): string[];
}
export interface Change {
  hash: string;
  actor: string;
  deps: readonly string[];
  bytes: Uint8Array;
}

const hashBytes = 32;
const actorBytes = 16;

export function createModelDocument(): ModelDocument {
  const changes: Change[] = [];
  const byHash = new Map<string, Change>();
  const waiting = new Map<string, Change>();
  const heads = new Set<string>();

  function add(change: Change): void {
    byHash.set(change.hash, change);
    changes.push(change);
    for (const dep of change.deps) heads.delete(dep);
    heads.add(change.hash);
    waiting.delete(change.hash);
  }
  const counts = ({ deps }: Change) => deps.every((dep) => byHash.has(dep));

  return {
    changes,
    has: (hash) => byHash.has(hash),
    get: (hash) => byHash.get(hash),
    heads: () => [...heads].sort().join(),
    under(heads) {
      const under = new Set<string>();
      const open = [...heads];
      for (let next = open.pop(); next !== undefined; next = open.pop()) {
        if (under.has(next)) continue;
        under.add(next);
        open.push(...(byHash.get(next)?.deps ?? []));
      }
      return under;
    },
    missing: () => [...waiting.values()].flatMap(({ deps }) => deps.filter((dep) => !byHash.has(dep))),
    change(actor, words) {
      const change = pack(actor, [...heads].sort(), words);
      add(change);
      return change;
    },
    take(bytes) {
      const before = changes.length;
      for (const change of readChanges(bytes)) {
        if (byHash.has(change.hash)) continue;
        if (counts(change)) add(change);
        else waiting.set(change.hash, change);
      }
      for (let grew = changes.length > before; grew; ) {
        grew = false;
        for (const change of [...waiting.values()]) {
          if (!counts(change)) continue;
          add(change);
          grew = true;
        }
      }
      return changes.slice(before);
    },
  };
}

/** The length of the rest 2, hash 32, actor 16, number of deps 1, deps 32 each, words. */
function pack(actor: string, deps: readonly string[], words: string): Change {
  const rest = Buffer.concat([
    Buffer.from(actor.padEnd(2 * actorBytes, "0").slice(0, 2 * actorBytes), "hex"),
    Buffer.of(deps.length),
    Buffer.from(deps.join(""), "hex"),
    Buffer.from(words),
  ]);
  const hash = Buffer.from(modelHash(hashBytes, rest));
  const length = Buffer.of(rest.length >> 8, rest.length & 255);
  return { hash: hash.toString("hex"), actor, deps, bytes: new Uint8Array(Buffer.concat([length, hash, rest])) };
}

/** The same pieces are read again at every start. */
const read = new WeakMap<Uint8Array, readonly Change[]>();

export function readChanges(bytes: Uint8Array): readonly Change[] {
  const changes = read.get(bytes) ?? readAll(bytes);
  read.set(bytes, changes);
  return changes;
}
function readAll(bytes: Uint8Array): Change[] {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const changes: Change[] = [];
  for (let at = 0; at < all.length; ) {
    const end = at + 2 + hashBytes + all.readUInt16BE(at);
    const actorAt = at + 2 + hashBytes;
    const depsAt = actorAt + actorBytes + 1;
    const deps = Array.from({ length: all[depsAt - 1]! }, (_, i) => hexAt(all, depsAt + hashBytes * i, hashBytes));
    changes.push({
      hash: hexAt(all, at + 2, hashBytes),
      actor: hexAt(all, actorAt, actorBytes),
      deps,
      bytes: bytes.subarray(at, end),
    });
    at = end;
  }
  return changes;
}
const hexAt = (bytes: Buffer, at: number, length: number) => bytes.toString("hex", at, at + length);
