// Brings the parts of long documents here, one at a time: of every snapshot that waits to be checked or taken, the latest
// first. What a relay has no more is not asked for again on this connection.
import type { Channels } from "./channels.ts";
import { isSaved, type Note } from "./ledger.ts";
import type { Parts } from "./parts.ts";
import type { Bytes, Storage } from "./ports.ts";
import { toHex } from "./record.ts";
import type { Session } from "./session.ts";

export interface Fetching {
  /** Asks for the next part, unless one is on its way. */
  look(): Promise<void>;
  /** An answer of the relay. False when it found no room here. */
  came(hash: Bytes, bytes: Bytes | null): Promise<boolean>;
  /** Whether all of a snapshot is here; "gone" if this relay has not got it. */
  stateOf(note: Note): "here" | "coming" | "gone";
  /** The connection is another one. */
  forget(): void;
}

export function createFetching(
  { ledger, shelf, partsHere, trials }: Pick<Parts, "ledger" | "shelf" | "partsHere" | "trials">,
  o: {
    sha256(bytes: Bytes): Promise<Bytes>;
    storage: Storage;
    channels: Pick<Channels, "idOf">;
    session(): Session;
    ask(channel: string, hash: string): Promise<void>;
    refuse(reason: string): void;
  },
): Fetching {
  let asked: string | null = null;
  const absent = new Set<string>();

  const lacking = ({ parts = [] }: Note) => parts.filter((hash) => !partsHere.has(hash));
  function stateOf(note: Note): ReturnType<Fetching["stateOf"]> {
    const missing = lacking(note);
    if (missing.length === 0) return "here";
    return missing.some((hash) => absent.has(hash)) ? "gone" : "coming";
  }

  function next(): { channel: string; hash: string } | null {
    const waiting = ledger.allSaved().filter((note) => note.state === "held" && stateOf(note) === "coming");
    for (const note of waiting.reverse()) {
      const channel = o.session().channels.get(o.channels.idOf(note.kid));
      if (!trials.isSetAside(note.id) && channel?.rights.read && !channel.gone)
        return { channel: channel.id, hash: lacking(note)[0]! };
    }
    return null;
  }

  return {
    stateOf,
    async look() {
      const wanted = asked === null && o.session().link === "up" ? next() : null;
      if (!wanted) return;
      asked = wanted.hash;
      await o.ask(wanted.channel, wanted.hash);
    },
    async came(hash, bytes) {
      const name = toHex(hash);
      if (name !== asked) return true;
      asked = null;
      if (bytes === null || toHex(await o.sha256(bytes)) !== name) {
        if (bytes !== null) o.refuse("part-bad");
        absent.add(name);
        return true;
      }
      const isWanted = ledger.allSaved().some((note) => isSaved(note) && note.parts?.includes(name));
      if (!isWanted || partsHere.has(name)) return true;
      const written = await o.storage.write([shelf.partWrite(name, bytes)], "relaxed");
      if (written.ok) partsHere.add(name);
      return written.ok;
    },
    forget() {
      asked = null;
      absent.clear();
    },
  };
}
