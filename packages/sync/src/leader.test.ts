import { expect, test } from "vitest";
import { type MemoryStorage, memoryLocks, memoryStorage } from "../testing/index.ts";
import { type Leadership, type Locks, type Reign, seekLeadership, stealAfterMs } from "./leader.ts";
import type { Clock, Storage } from "./ports.ts";
import { type Channel, joinTabs, type Leading } from "./tabs.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

function handClock(): Clock & { advance(ms: number): void } {
  let now = 0;
  const waiting = new Set<{ at: number; run: () => void }>();
  return {
    now: () => now,
    after(ms, run) {
      const one = { at: now + ms, run };
      waiting.add(one);
      return () => waiting.delete(one);
    },
    advance(ms) {
      now += ms;
      for (const one of [...waiting]) {
        if (one.at > now) continue;
        waiting.delete(one);
        one.run();
      }
    },
  };
}
/** Lets everything that waits for nothing but its turn have it. */
const settle = async () => {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
};

function room() {
  const [locks, clock, disk] = [memoryLocks(), handClock(), memoryStorage()];
  const tabs: { leadership: Leadership }[] = [];
  function tab(name: string, o: { locks?: Locks | null; storage?: MemoryStorage; stuck?: boolean } = {}) {
    let reign: { storage: Storage; stopped: boolean } | null = null;
    const self = {
      name,
      leads: () => reign !== null && !reign.stopped,
      /** What a leader wrote last, even if it does not know yet that it is none. */
      write: (value: string) => reign!.storage.write([{ key: "counter", value: bytes(value) }], "strict"),
      leadership: seekLeadership({
        locks: o.locks === undefined ? locks : o.locks,
        name: "device",
        clock,
        storage: o.storage ?? disk.again(),
        ask: () => {
          for (const other of tabs) if (other !== self && !o.stuck) other.leadership.yield();
        },
        async lead(storage): Promise<Reign> {
          const mine = { storage, stopped: false };
          reign = mine;
          return {
            async stop() {
              mine.stopped = true;
            },
          };
        },
      }),
    };
    tabs.push(self);
    return self;
  }
  return { tab, clock, disk };
}

test("S26 one tab leads; when it closes the next one does", async () => {
  const { tab } = room();
  const [first, second] = [tab("first"), tab("second")];
  await settle();
  expect([first.leads(), second.leads()]).toEqual([true, false]);
  await first.leadership.close();
  await settle();
  expect([first.leads(), second.leads()]).toEqual([false, true]);
});

test("S26 a shown tab asks, the leader lets go, and leads again when the other closes", async () => {
  const { tab } = room();
  const [first, second] = [tab("first"), tab("second")];
  await settle();
  second.leadership.wanted();
  await settle();
  expect([first.leads(), second.leads()]).toEqual([false, true]);
  await second.leadership.close();
  await settle();
  expect(first.leads()).toBe(true);
});

test("S26 a leader that does not answer is replaced after a second, and what it still writes is refused", async () => {
  const { tab, clock, disk } = room();
  const frozen = tab("frozen");
  await settle();
  expect((await frozen.write("64")).ok).toBe(true);
  const shown = tab("shown", { stuck: true });
  shown.leadership.wanted();
  clock.advance(stealAfterMs - 1);
  await settle();
  expect(shown.leads()).toBe(false);
  clock.advance(1);
  await settle();
  expect(shown.leads()).toBe(true);
  expect(await frozen.write("128")).toEqual({ ok: false, reason: "closed" });
  expect((await shown.write("128")).ok).toBe(true);
  expect(await disk.get("counter")).toEqual(bytes("128"));
  expect(frozen.leads()).toBe(false);
});

test("S26 without Web Locks the only tab leads; a second one would fence it", async () => {
  const { tab } = room();
  const alone = tab("alone", { locks: null });
  await settle();
  expect(alone.leads()).toBe(true);
  const other = tab("other", { locks: null });
  await settle();
  expect(await alone.write("1")).toEqual({ ok: false, reason: "closed" });
  expect((await other.write("1")).ok).toBe(true);
});

// ------------------------------------------------------------------------------------------------- tabs

type View = { said: string[] };
function hall() {
  const channels = new Set<{ deliver(data: unknown): void }>();
  const channel = (): Channel => {
    const listeners: ((event: { data: unknown }) => void)[] = [];
    const self = { deliver: (data: unknown) => listeners.forEach((listener) => void listener({ data })) };
    channels.add(self);
    return {
      postMessage(data) {
        for (const other of channels) if (other !== self) queueMicrotask(() => other.deliver(structuredClone(data)));
      },
      addEventListener: (_, listener) => void listeners.push(listener),
      close: () => void channels.delete(self),
    };
  };
  let ids = 0;
  function tab(alone = false) {
    const seen: View[] = [];
    const words: string[] = [];
    const tabs = joinTabs<View, string, string>({
      channel: alone ? null : channel(),
      newId: () => `tab${ids++}`,
      onView: (view) => void seen.push(view),
      onWord: (word) => void words.push(word),
      onAsk() {},
    });
    return { tabs, seen, words };
  }
  return { tab };
}
function leader(): Leading<View, string> & { done: [string, string][]; hang: boolean } {
  const done: [string, string][] = [];
  const self = {
    done,
    hang: false,
    view: () => ({ said: done.map(([command]) => command) }),
    perform: (command: string, id: string) => {
      if (self.hang) return new Promise<never>(() => {});
      done.push([command, id]);
      return Promise.resolve(`did ${command}`);
    },
  };
  return self;
}

test("S27 a follower's command is done by the leader and answered, and everyone sees the picture", async () => {
  const { tab } = hall();
  const [a, b] = [tab(), tab()];
  a.tabs.leads(leader());
  expect(await b.tabs.perform("invite")).toBe("did invite");
  expect(await a.tabs.perform("admit")).toBe("did admit");
  a.tabs.publish({ said: ["new"] });
  a.tabs.say("whisper");
  await settle();
  expect(b.seen.at(-1)).toEqual({ said: ["new"] });
  expect([a.words, b.words]).toEqual([["whisper"], ["whisper"]]);
  const late = tab();
  await settle();
  expect(late.seen.length).toBe(1);
});

test("S27 a command waits for a leader, and is repeated under the same id to the next one", async () => {
  const { tab } = hall();
  const [a, b, c] = [tab(), tab(), tab()];
  const answered = c.tabs.perform("start a group");
  await settle();
  const stuck = leader();
  stuck.hang = true;
  a.tabs.leads(stuck);
  await settle();
  a.tabs.leads(null);
  const next = leader();
  b.tabs.leads(next);
  expect(await answered).toBe("did start a group");
  expect(next.done.length).toBe(1);
  // Repeated to the same leader, it is not done again.
  b.tabs.leads(next);
  await settle();
  expect(next.done.length).toBe(1);
});

test("S27 a tab's own command, begun while it led, is finished by whoever leads then", async () => {
  const { tab } = hall();
  const [a, b] = [tab(), tab()];
  const first = leader();
  first.hang = true;
  a.tabs.leads(first);
  const answered = a.tabs.perform("admit");
  await settle();
  a.tabs.leads(null);
  b.tabs.leads(leader());
  expect(await answered).toBe("did admit");
});

test("S27 without a channel the tab is its own leader", async () => {
  const { tabs } = hall().tab(true);
  tabs.leads(leader());
  expect(await tabs.perform("invite")).toBe("did invite");
});
