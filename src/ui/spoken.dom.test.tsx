// What is said aloud, and what is not: a screen reader speaks when a live region's words change.
import { cleanup, render, screen } from "@solidjs/testing-library";
import { createSignal } from "solid-js";
import { afterEach, expect, test } from "vitest";
import { openApp } from "../../test/support/app.tsx";
import { emptyPicture, type GroupPicture, groupOf } from "../../test/support/workspace-double.ts";
import { text } from "../text/index.ts";
import { UpdateNotice } from "./UpdateNotice.tsx";

afterEach(cleanup);
const femi = {
  id: "k1",
  invitation: "i1",
  name: "Femi",
  words: ["lantern", "kettle", "harbour", "wren"] as [string, string, string, string],
  contested: false,
  purpose: { kind: "person" as const },
  companion: null,
};
const open = (path: string) => {
  const workspace = openApp(path, { ...emptyPicture(), groups: [groupOf(["Gwen"])] });
  return (change: Partial<GroupPicture>) =>
    workspace.change((p) => ({ ...p, groups: [groupOf(["Gwen"], { ...change })] }));
};
const spoken = (element: HTMLElement) => element.closest("[aria-live]")?.getAttribute("aria-live");

test("saved and shared take turns in silence; what keeps words here is said aloud, and so is its end", async () => {
  const change = open("/g/c0ffee/relay");
  const status = await screen.findByRole("status");
  for (const kind of ["saved", "shared", "saved"] as const) {
    change({ status: { kind } });
    expect(spoken(status)).toBe("off");
  }
  change({ status: { kind: "not-shared", reason: "relay-full" } });
  expect(status.textContent).toMatch(/^Not shared: /);
  expect(spoken(status)).toBe("polite");
  change({ status: { kind: "shared" } });
  expect(spoken(status)).toBe("polite");
  change({ status: { kind: "saved" } });
  expect(spoken(status)).toBe("off");
});

test("whoever is on another page hears that somebody would like to join, once for each", async () => {
  const change = open("/g/c0ffee/relay");
  await screen.findByRole("heading", { level: 1 });
  expect(screen.queryByText(/Somebody asks to be let in/)).toBeNull();
  change({ asking: [femi] });
  const said = screen.getByText(/Somebody asks to be let in/);
  expect(spoken(said)).toBe("polite");
  const first = said.textContent;
  change({ asking: [femi, { ...femi, id: "k2", name: "Joss" }] });
  // The same words would be silent.
  expect(said.textContent).not.toBe(first);
  change({ asking: [] });
  expect(said.textContent).toBe("");
});

test("whoever asked before the page was opened is on the page, and is not announced", async () => {
  openApp("/g/c0ffee/people", { ...emptyPicture(), groups: [groupOf(["Gwen"], { asking: [femi] })] });
  await screen.findByRole("region", { name: "Asking to join" });
  expect(screen.queryByText(/Somebody asks to be let in/)).toBeNull();
});

test("a check is pressed anywhere in it, and its hint is no part of its name", async () => {
  open("/g/c0ffee/device");
  const check = await screen.findByRole("checkbox", { name: "Plain reading" });
  expect(check.closest("label")?.textContent).toContain("with more air");
  expect(document.getElementById(check.getAttribute("aria-describedby") ?? "")?.textContent).toContain("plainer face");
});

test("after a try that went wrong the focus is in the first field to look at again", async () => {
  openApp("/start", emptyPicture());
  (await screen.findByRole("button", { name: "Start the group" })).click();
  const field = screen.getByRole("textbox", { name: "What is the group called?" });
  expect(document.activeElement).toBe(field);
});

test("a page without a group says that all is saved here; a device that cannot start does not", async () => {
  const workspace = openApp("/start", emptyPicture());
  expect((await screen.findByRole("status")).textContent).toBe("Saved on this device");
  workspace.change((p) => ({ ...p, fault: "storage-corrupt" }));
  await screen.findByRole("heading", { name: "The storage of this device is damaged" });
  expect(screen.queryByRole("status")).toBeNull();
});

test("a new version is said in a place that was there before it; laid aside, the focus is on the page again", () => {
  const [noticed, setNoticed] = createSignal(false);
  const { container } = render(() => (
    <>
      <main id="main" tabindex="-1" />
      <UpdateNotice noticed={noticed()} onUse={() => {}} onLater={() => setNoticed(false)} />
    </>
  ));
  const place = container.querySelector("[aria-live='polite']")!;
  setNoticed(true);
  expect(place.contains(screen.getByText(text.update.ready))).toBe(true);
  const later = screen.getByRole("button", { name: text.update.later });
  later.focus();
  later.click();
  expect(place.textContent).toBe("");
  expect(document.activeElement?.id).toBe("main");
});

test("whoever puts a draft away keeps a place on the page", async () => {
  const drafts = [1, 2].map((n) => ({ id: `d${n}`, title: `Draft ${n}`, at: Date.now() }));
  const workspace = openApp("/g/c0ffee", { ...emptyPicture(), groups: [groupOf(["Gwen"], { drafts })] });
  const away = await screen.findByRole("button", { name: /Put away.*Draft 1/ });
  away.focus();
  away.click();
  expect(workspace.done).toEqual(["forgetDraft d1"]);
  expect(document.activeElement?.textContent?.trim()).toBe("What you were writing");
});
