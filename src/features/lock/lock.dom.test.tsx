import type { AppLock, LockTabs } from "@fogata/sync/first";
import { cleanup, render, screen, waitFor } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { blank, listenForLock, makeClosing } from "./closing.ts";
import { LockPage } from "./LockPage.tsx";
import { storeOf } from "./store-of.ts";

afterEach(cleanup);

function press(target: EventTarget, key: string, at: number): void {
  const event = new KeyboardEvent("keydown", { key, bubbles: true });
  Object.defineProperty(event, "timeStamp", { value: at });
  target.dispatchEvent(event);
}

test("S64 locking blanks first, then keeps what is typed, then begins anew; a database that never answers delays nothing", () => {
  const done: string[] = [];
  const due: (() => void)[] = [];
  const root = document.createElement("div");
  const close = makeClosing({
    leaving: () => done.push(`kept, blank: ${"blank" in document.documentElement.dataset}`),
    flush: () => new Promise(() => {}),
    after: (_, run) => due.push(run),
    begin: () => done.push("begun"),
  });
  close();
  expect(done).toEqual(["kept, blank: true"]);
  expect(document.title).toBe("Fogata");
  for (const run of due) run();
  expect(done).toEqual(["kept, blank: true", "begun"]);
  blank(root);
  expect(root.dataset.blank).toBe("");
  delete document.documentElement.dataset.blank;
});

test("S64 three Escapes within a moment lock; three in an afternoon, or with a letter between, do not", () => {
  const target = new EventTarget();
  const done: string[] = [];
  listenForLock(target, { active: () => done.push("here"), lockNow: () => done.push("locked") } as unknown as LockTabs);
  const locked = () => done.filter((one) => one === "locked").length;
  for (const at of [0, 1_000, 2_000]) press(target, "Escape", at);
  expect(locked()).toBe(0);
  for (const [i, key] of ["Escape", "Escape", "a", "Escape"].entries()) press(target, key, 10_000 + 100 * i);
  expect(locked()).toBe(0);
  for (const at of [20_000, 20_300, 20_600]) press(target, "Escape", at);
  expect(locked()).toBe(1);
  expect(done.filter((one) => one === "here").length).toBe(10);
});

test("S62 the page says what is wrong and how long it waits, and nothing is sent while it is empty", async () => {
  const tried: string[] = [];
  const lock: Pick<AppLock, "unlock" | "waitsUntil"> = {
    async unlock(passphrase) {
      tried.push(passphrase);
      return { ok: false, reason: "wait" };
    },
    waitsUntil: async () => (tried.length > 0 ? Date.now() + 30_000 : null),
  };
  render(() => <LockPage lock={lock} onOpen={() => {}} onAfresh={async () => false} />);
  const field = screen.getByLabelText("Passphrase") as HTMLInputElement;
  expect(field.type).toBe("password");
  expect(field.autocomplete).toBe("current-password");
  screen.getByRole("button", { name: "Open" }).click();
  await screen.findByText("Type the passphrase first.");
  expect(tried).toEqual([]);
  field.value = "river";
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  screen.getByRole("button", { name: "Open" }).click();
  await screen.findByText(/After several tries there is a wait/);
  await screen.findByText(/The next try counts in \d+ s\./);
  expect(document.activeElement).toBe(field);
  screen.getByRole("button", { name: "I have forgotten it" }).click();
  await screen.findByRole("heading", { name: "When the passphrase is forgotten" });
  screen.getByRole("button", { name: "Begin afresh" }).click();
  await waitFor(() => screen.getByText(/This device is full, so nothing was begun/));
});

test("S65 what one database keeps at once, another neither sees nor puts away", () => {
  localStorage.clear();
  const [first, second] = [storeOf(localStorage, "fogata", "fogata"), storeOf(localStorage, "fogata-2", "fogata")];
  first.setItem("fogata/last-words/a", "sealed");
  second.setItem("fogata/last-words/b", "other");
  expect(second.length).toBe(1);
  expect(second.key(0)).toBe("fogata/last-words/b");
  expect(second.key(1)).toBeNull();
  expect(second.getItem("fogata/last-words/a")).toBeNull();
  second.removeItem("fogata/last-words/a");
  second.removeItem("fogata/last-words/b");
  expect(first.getItem("fogata/last-words/a")).toBe("sealed");
  expect(localStorage.length).toBe(1);
});
