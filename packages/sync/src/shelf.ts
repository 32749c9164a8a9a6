// Where everything of one circle lies in the storage, and reading it all at the start.
import type { CircleId } from "@fogata/keys";
import type { Place } from "./channel.ts";
import { type Counter, freshCounter, readCounter } from "./counter.ts";
import { createLedger, type Ledger, type Note, readNote } from "./ledger.ts";
import { type OutboxRecord, readOutbox } from "./outbox.ts";
import type { Bytes, Storage, Write } from "./ports.ts";
import { packPlain, readRecord } from "./record.ts";
import type { Vouch } from "./vouches.ts";

/** Where the log of one epoch's channel at one relay was followed to. */
export interface Followed {
  place: Place;
  round: number;
}

export interface Shelf {
  /** Before every key of this circle. */
  readonly under: string;
  entryKey(kid: string, id: string): string;
  opWrite(id: string, bytes: Bytes): Write;
  epochWrite(kid: string, key: Bytes): Write;
  entryWrite(note: Note, bytes: Bytes): Write;
  partKey(hash: string): string;
  /** Marks an epoch whose channel was deleted. */
  overKey(kid: string): string;
  partWrite(hash: string, bytes: Bytes): Write;
  noteWrite(note: Note): Write;
  placeWrite(relay: string, kid: string, followed: Followed): Write;
  /** Where these places (`placeKey`) are kept. */
  placeKeys(places: readonly string[]): string[];
  /** Marks an epoch of whose channel something was read and could not be kept. */
  droppedKey(kid: string): string;
  counterWrite(counter: Counter): Write;
  outboxKey(place: number): string;
  statementWrite(hash: string, bytes: Bytes): Write;
  statements(): Promise<Bytes[]>;
  statementsOf(hashes: readonly string[]): Promise<{ hash: string; bytes: Bytes }[]>;
  /** `statement`: the hash of the one that says it. */
  vouchWrite(vouch: Vouch, statement: string): Write;
  read(): Promise<Kept>;
}
export interface Kept {
  ops: Bytes[];
  keys: Bytes[];
  counter: Counter;
  /** False if the counter cannot be read: this device must then write under a new key. */
  numbered: boolean;
  ledger: Ledger;
  /** Entries stored without a readable note: they are judged afresh. */
  stray: { kid: string; id: string }[];
  /** Parts of long documents that are here, by hash. */
  partsHere: Set<string>;
  /** Epochs whose channel was deleted, all of it being elsewhere. */
  over: Set<string>;
  places: Map<string, Followed>;
  outbox: Map<number, OutboxRecord>;
  vouches: Vouch[];
}

export const placeKey = (relay: string, kid: string) => `${relay}/${kid}`;

export function createShelf(storage: Storage, circle: CircleId): Shelf {
  const under = `circle/${circle}/`;
  const outboxKey = (place: number) => `${under}outbox/${String(place).padStart(12, "0")}`;
  const values = async (what: string) => (await storage.list(`${under}${what}/`)).map(({ value }) => value);

  async function read(): Promise<Kept> {
    const counter = await storage.get(`${under}counter`);
    const notes = (await values("note")).map(readNote).filter((note) => note !== null);
    const noted = new Set(notes.map((note) => note.id));
    const entries = (await storage.keys(`${under}entry/`)).map((key) => key.slice(`${under}entry/`.length).split("/"));
    const outbox = (await values("outbox")).map(readOutbox).filter((record) => record !== null);
    const places = (await storage.list(`${under}place/`)).map(
      ({ key, value }) => [key.slice(`${under}place/`.length), readRecord<Followed>(value)] as const,
    );
    const number = counter ? readCounter(counter) : freshCounter;
    return {
      ops: await values("op"),
      keys: await values("epoch"),
      counter: number ?? freshCounter,
      numbered: number !== null,
      ledger: createLedger(notes),
      partsHere: new Set((await storage.keys(partKey(""))).map((key) => key.slice(partKey("").length))),
      over: new Set((await storage.keys(overKey(""))).map((key) => key.slice(overKey("").length))),
      stray: entries.map(([kid, id]) => ({ kid: kid!, id: id! })).filter(({ id }) => !noted.has(id)),
      places: new Map(places.filter((pair): pair is [string, Followed] => pair[1] !== null)),
      outbox: new Map(outbox.map((record) => [record.place, record])),
      vouches: (await values("vouch")).map((value) => readRecord<Vouch>(value)).filter((one) => one !== null),
    };
  }

  const entryKey = (kid: string, id: string) => `${under}entry/${kid}/${id}`;
  const partKey = (hash: string) => `${under}part/${hash}`;
  const overKey = (kid: string) => `${under}over/${kid}`;
  return {
    under,
    entryKey,
    opWrite: (id, bytes) => ({ key: `${under}op/${id}`, value: bytes }),
    epochWrite: (kid, key) => ({ key: `${under}epoch/${kid}`, value: key }),
    entryWrite: (note, bytes) => ({ key: entryKey(note.kid, note.id), value: bytes }),
    partKey,
    overKey,
    partWrite: (hash, bytes) => ({ key: partKey(hash), value: bytes }),
    noteWrite: (note) => ({ key: `${under}note/${note.id}`, value: packPlain(note) }),
    placeWrite: (relay, kid, followed) => ({
      key: `${under}place/${placeKey(relay, kid)}`,
      value: packPlain(followed),
    }),
    placeKeys: (places) => places.map((place) => `${under}place/${place}`),
    droppedKey: (kid) => `${under}dropped/${kid}`,
    counterWrite: (counter) => ({ key: `${under}counter`, value: packPlain(counter) }),
    outboxKey,
    statementWrite: (hash, bytes) => ({ key: `${under}statement/${hash}`, value: bytes }),
    statements: () => values("statement"),
    async statementsOf(hashes) {
      const found = await Promise.all(hashes.map((hash) => storage.get(`${under}statement/${hash}`)));
      return hashes.flatMap((hash, i) => (found[i] ? [{ hash, bytes: found[i] }] : []));
    },
    vouchWrite: (vouch, statement) => ({
      key: `${under}vouch/${vouch.device}/${vouch.by}/${vouch.entries ? statement : vouch.n}`,
      value: packPlain(vouch),
    }),
    read,
  };
}
