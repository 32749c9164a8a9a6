// A device of somebody hostile, or of somebody removed who kept the keys: it speaks the relay's protocol by itself, seals
// what it likes under every key it holds, and writes operations over whatever past suits it.
import { type EpochKeys, epochKeys, type Op, type OpId, type Primitives, readOp, sealEntry } from "@fogata/keys";
import { Log } from "@fogata/keys/testing";
import { decodeReply, encodeRequest, openChallenge, type Request, type Right } from "@fogata/protocol";
import type { Device } from "./device.ts";
import { notesOf } from "./membership-watch.ts";
import { createModelDocument } from "./model-document.ts";
import type { RelayHost } from "./relay-host.ts";
import type { World } from "./world.ts";

type WithoutRef<R> = R extends { ref: number } ? Omit<R, "ref"> : never;
type Asked = WithoutRef<Request>;
/** What to do with a channel once it is open: requests about it, by the number it has here. */
type Wish = (channel: number) => Asked[];

export interface Hostile {
  /** Its own copy of the log as far as its disk knows it, with what it made up itself. */
  log(): Promise<Log>;
  /** Every operation of `log` that its own client does not know goes to every channel it can reach. */
  publish(log: Log): Promise<void>;
  /** Writes words under old keys, dated back or ahead. */
  scribble(doc: string): Promise<void>;
  /** Sends entries again, also into channels they are not from. */
  replay(): Promise<void>;
  /** Words under a key it was lent, by a number of its choice; gives the change. */
  writeUnder(o: { key: Uint8Array; n: number; doc: string }): Promise<string>;
  /** Tries to end, hide or delete what lies in the channels it can reach. */
  vandalise(how: "freeze" | "trim" | "delete"): Promise<void>;
}

const noHash = "0".repeat(32);

export function createHostile(o: { world: World; relay: RelayHost; p: Primitives; device: Device }): Hostile {
  const { world, relay, p, device } = o;
  const { circle, device: keys } = device.start;
  const under = `circle/${circle}`;
  const read = new Map<string, Op>();
  const made = new Map<OpId, Op>();
  let kept: Log["invitations"] = [];
  let n = 1_000_000;

  const onDisk = (what: string) => device.disk.keys(`${under}/${what}/`).map((key) => device.disk.get(key)!);
  async function held(): Promise<EpochKeys[]> {
    return Promise.all(onDisk("epoch").map((key) => epochKeys(p, key)));
  }

  async function log(): Promise<Log> {
    const ops = new Map<OpId, Op>(made);
    for (const bytes of onDisk("op")) {
      const name = Buffer.from(bytes).toString("base64");
      const before = read.get(name);
      const op = before ?? (await readOp(p, bytes).then((one) => (one.ok ? one.value : null)));
      if (!op) continue;
      read.set(name, op);
      ops.set(op.id, op);
    }
    const all = new Log(p, circle, ops, new Map());
    all.invitations.push(...kept);
    return all;
  }

  /** Its own numbers, in whichever channel: some will take the second entry for the first. */
  function usedBefore(epoch: EpochKeys): number[] {
    const mine = notesOf(device).filter((one) => one.device === keys.id && one.kid === epoch.kid);
    return mine.filter(({ type, at }) => type === "changes" && Object.keys(at).length > 0).map(({ n }) => n);
  }

  async function seal(
    epoch: EpochKeys,
    type: "control" | "changes" | "statement",
    doc: string,
    payload: Uint8Array,
    chosen?: number,
  ) {
    const again = chosen === undefined ? usedBefore(epoch) : [];
    const number = chosen ?? (again.length > 0 && world.chance.often(0.15) ? world.chance.pick(again) : n++);
    const content = { type, doc, comp: type === "control" ? "op" : "changes", payload } as const;
    const given = { epoch, device: keys, n: number, prev: noHash, skippedFrom: number, seen: noHash, content };
    const sealed = await sealEntry(p, given);
    if (!sealed.ok) throw new Error(sealed.reason);
    return { id: Uint8Array.from(Buffer.from(sealed.value.id, "hex")), bytes: sealed.value.bytes };
  }

  /** One connection of its own: opens these channels for these rights and asks what it came for. */
  async function visit(wishes: readonly { epoch: EpochKeys; wish: Wish }[]): Promise<void> {
    if (wishes.length === 0) return;
    const signed: Asked[] = [];
    const rights: Right[] = ["read", "write"];
    let ref = 0;
    const process = { alive: true };
    const connection = relay.open(process, { reachable: true, connectedAt: 0 }).connect("", {
      opened: () => send({ type: "hello", versions: [1] }),
      frame: (bytes) => {
        const reply = decodeReply(bytes);
        if (reply.ok && reply.value.type === "hello") void greeted(reply.value.nonce, reply.value.relayKey);
      },
      closed: () => {},
    });
    function send(asked: Asked): void {
      const frame = encodeRequest({ ...asked, ref: ++ref } as Request);
      if (frame.ok) connection.send(frame.value);
    }
    async function greeted(nonce: Uint8Array, relayKey: Uint8Array): Promise<void> {
      for (const [number, { epoch, wish }] of wishes.entries()) {
        const { id, kind, read: reading, write, ownPub } = epoch.channel;
        const pubs = { kind, readPub: reading.publicKey, writePub: write.publicKey, ownPub };
        for (const right of rights) {
          const data = openChallenge({ nonce, relayKey, channel: id, right });
          const sig = await p.sign(right === "read" ? reading : write, data);
          signed.push({
            type: "open",
            channel: id,
            number,
            keys: pubs,
            right,
            lifetimeMs: null,
            pass: new Uint8Array(),
            sig,
          });
        }
        signed.push(...wish(number));
      }
      for (const asked of signed) send(asked);
      world.after(10_000, () => {
        process.alive = false;
        connection.close();
      });
    }
  }

  return {
    log,
    async publish(log) {
      kept = [...log.invitations];
      const known = new Set(onDisk("op").map((bytes) => Buffer.from(bytes).toString("base64")));
      const fresh = [...log.ops.values()].filter(({ bytes }) => !known.has(Buffer.from(bytes).toString("base64")));
      for (const op of fresh) made.set(op.id, op);
      const wishes = [];
      for (const epoch of await held()) {
        const entries = await Promise.all(fresh.map(({ bytes }) => seal(epoch, "control", noHash, bytes)));
        wishes.push({ epoch, wish: (channel: number) => pushes(channel, entries) });
      }
      await visit(wishes);
    },
    async scribble(doc) {
      const wishes = [];
      for (const epoch of await held()) {
        const author = createModelDocument();
        const change = author.change(keys.id, `scribbled ${n}`);
        const entries = [await seal(epoch, "changes", doc, change.bytes)];
        wishes.push({ epoch, wish: (channel: number) => pushes(channel, entries) });
      }
      await visit(wishes);
    },
    async writeUnder({ key, n, doc }) {
      const epoch = await epochKeys(p, key);
      const change = createModelDocument().change(keys.id, `lent ${n}`);
      const entries = [await seal(epoch, "changes", doc, change.bytes, n)];
      await visit([{ epoch, wish: (channel: number) => pushes(channel, entries) }]);
      return change.hash;
    },
    async replay() {
      const all = [...relay.entries().values()].slice(-6).map((bytes) => ({ id: bytes.slice(2, 18), bytes }));
      const wishes = (await held()).map((epoch) => ({ epoch, wish: (channel: number) => pushes(channel, all) }));
      await visit(wishes);
    },
    async vandalise(how) {
      const wishes = [];
      for (const epoch of await held()) {
        const entry = await seal(epoch, "changes", noHash, p.randomBytes(40));
        wishes.push({
          epoch,
          wish: (channel: number): Asked[] => {
            if (how === "freeze") return [{ type: "freeze", channel, entry }];
            if (how === "delete") return [{ type: "delete", channel }];
            const snap: Asked = { type: "snap", channel, gen: new Uint8Array(16), upTo: 1_000, parts: [], entry };
            return [snap, { type: "verified", channel, snap: entry.id }, { type: "trim", channel, snaps: [entry.id] }];
          },
        });
      }
      await visit(wishes);
    },
  };
}

function pushes(channel: number, entries: readonly { id: Uint8Array; bytes: Uint8Array }[]): Asked[] {
  const asked: Asked[] = [];
  for (let at = 0; at < entries.length; at += 16)
    asked.push({ type: "push", channel, entries: entries.slice(at, at + 16) });
  return asked;
}
