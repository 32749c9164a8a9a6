// Taking a readable copy from This device: what is in it is said first, it can be stopped, and a fault is said in words.
import { cleanup, fireEvent, screen, waitFor } from "@solidjs/testing-library";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openApp } from "../../../test/support/app.tsx";
import { emptyPicture, groupOf } from "../../../test/support/workspace-double.ts";
import type { CopyStep } from "../../workspace/types.ts";

const saved: { name: string; blob: Blob }[] = [];
beforeEach(() => {
  saved.length = 0;
  let made: Blob;
  vi.stubGlobal("reportError", () => {});
  URL.createObjectURL = (blob) => {
    made = blob as Blob;
    return "blob:copy";
  };
  URL.revokeObjectURL = () => {};
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    if (this.download) saved.push({ name: this.download, blob: made });
  });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const step = (at: number): CopyStep => ({
  ...{ at, of: 2, kind: "agreement", id: String(at), title: `Text ${at}`, within: null },
  text: { title: `Text ${at}`, blocks: [], markdown: `# Text ${at}\n` },
});
const open = (copy: CopyStep[] | AsyncGenerator<CopyStep>) =>
  openApp("/g/c0ffee/device", { ...emptyPicture(), groups: [groupOf(["Gwen"], { copy: copy as CopyStep[] })] });

test("G7 it says what is in the copy and what is not, then hands over one file", async () => {
  open([step(1), step(2)]);
  await screen.findByText(/No list of members is in it/);
  screen.getByText(/whoever has the file can read it/);
  screen.getByText(/^The texts that you may read .+ register of keys, and what each working group is for:/);
  screen.getByText(/^Decisions, comments and earlier versions are not in it\./);
  expect(screen.queryByText(/Everything you may read/)).toBeNull();
  fireEvent.click(screen.getByRole("button", { name: "Take a readable copy" }));
  await screen.findByText(/^The copy is in the file “Canal Side Tenants – readable copy .+\.zip”/);
  expect(saved.map(({ name }) => name)).toEqual([
    expect.stringMatching(/^Canal Side Tenants – readable copy .+\.zip$/),
  ]);
  expect(saved[0]!.blob.size).toBeGreaterThan(100);
  expect(screen.queryByRole("progressbar")).toBeNull();
});

test("while it is made it shows how far, and stopping writes nothing", async () => {
  let goOn!: () => void;
  const gate = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  async function* slow() {
    yield step(1);
    await gate;
    yield step(2);
  }
  open(slow());
  fireEvent.click(await screen.findByRole("button", { name: "Take a readable copy" }));
  await screen.findByText("Text 1 of 2.");
  screen.getByRole("progressbar", { name: "Take a readable copy" });
  fireEvent.click(screen.getByRole("button", { name: "Stop" }));
  await screen.findByText("Stopped. Nothing was written.");
  goOn();
  await waitFor(() => expect(screen.queryByRole("button", { name: "Stop" })).toBeNull());
  expect(saved).toEqual([]);
});

test("a copy that cannot be made is said in words, and can be tried again", async () => {
  // biome-ignore lint/correctness/useYield: it fails before the first text
  async function* broken(): AsyncGenerator<CopyStep> {
    throw new Error("no list");
  }
  open(broken());
  fireEvent.click(await screen.findByRole("button", { name: "Take a readable copy" }));
  await screen.findByText(/^The copy could not be made\. Nothing has changed here/);
  expect(saved).toEqual([]);
});
