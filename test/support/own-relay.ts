// What nearly every story begins and ends with: a relay of its own, in memory, and everybody leaving before it closes.
import type { RelayAddress } from "@fogata/keys";
import { createMemoryStore, type RunningRelay, startRelay } from "@fogata/relay";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { everybodyLeaves } from "./people.ts";

export interface OwnRelay {
  readonly relay: RunningRelay;
  readonly address: RelayAddress;
}

/** Called once at the top of a file; to be read inside its tests. `for`: whether each test has one, or all share one. */
export function ownRelay(o: { for: "each" | "all" } = { for: "each" }): OwnRelay {
  let relay: RunningRelay;
  (o.for === "each" ? beforeEach : beforeAll)(async () => {
    relay = await startRelay({ port: 0, host: "127.0.0.1", data: createMemoryStore() });
  });
  // Hooks run in reverse at the end: the relay closes when everybody has left.
  (o.for === "each" ? afterEach : afterAll)(() => relay.close());
  afterEach(everybodyLeaves);
  return {
    get relay() {
      return relay;
    },
    get address() {
      return { url: `ws://127.0.0.1:${relay.port}/relay`, key: relay.key };
    },
  };
}
