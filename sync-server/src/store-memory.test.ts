import { expect, test } from "vitest";
import { storeContract } from "./store.contract.ts";
import { createMemoryStore } from "./store-memory.ts";

let store = createMemoryStore();
storeContract({
  async open() {
    store = createMemoryStore();
    return store;
  },
  reopen: async () => store,
  remove: async () => {},
});

test("what was begun and not synced is gone after a crash, what was synced stays", async () => {
  const memory = createMemoryStore();
  memory.begin([{ type: "relayKey", key: new Uint8Array(32).fill(1) }]);
  memory.crash();
  expect((await memory.load()).relayKey).toBeNull();
  memory.begin([{ type: "relayKey", key: new Uint8Array(32).fill(2) }]);
  expect(memory.sync()).toBe(true);
  memory.crash();
  expect((await memory.load()).relayKey?.[0]).toBe(2);
});
