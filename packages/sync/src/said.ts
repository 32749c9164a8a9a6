// What people have said in a circle beside its documents, at hand for whoever paints a picture: read again, and its
// signatures checked again, only when something was added.
import type { DeviceId, Statement } from "@fogata/keys";
import type { Client } from "./client.types.ts";
import type { Storage } from "./ports.ts";
import { noDoc } from "./sealer.ts";

export interface Said {
  statement: Statement;
  device: DeviceId;
  hash: string;
}
export interface AllSaid {
  all(): readonly Said[];
  /** Something may have been added. */
  look(): Promise<void>;
}

export function createSaid(o: {
  client: Pick<Client, "statements">;
  storage: Storage;
  circle: string;
  changed(): void;
}): AllSaid {
  let all: readonly Said[] = [];
  let counted = 0;
  let work: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    const { length } = await o.storage.keys(`circle/${o.circle}/statement/`);
    if (length === counted) return;
    const read = await o.client.statements(noDoc);
    // One after the other by when they were said, and the same on every device.
    all = read.sort((a, b) => a.statement.time - b.statement.time || (a.hash < b.hash ? -1 : 1));
    counted = length;
    o.changed();
  }
  return {
    all: () => all,
    look() {
      work = work.then(look, look);
      return work;
    },
  };
}
