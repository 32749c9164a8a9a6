// The pages as they are laid out, in a real browser: nothing wider than the narrowest phone, words one can read in light
// and dark, and dialogs that are truly modal.
import { cleanup, screen, waitFor, within } from "@solidjs/testing-library";
import axe from "axe-core";
import { afterEach, describe, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { openApp } from "../../test/support/app.tsx";
import { scenes } from "../../test/tools/preview/scenes.ts";

afterEach(cleanup);

const looked = [
  "groups",
  "start",
  "invited",
  "asked",
  "home",
  "agreements",
  "agreement",
  "agreements-states",
  "agreement-in-force",
  "agreement-change",
  "decided-none",
  "decided",
  "decided-large",
  "question",
  "question-talking",
  "question-decided",
  "question-large",
  "contested",
  "relay",
  "device",
  "invitations-waiting",
  "asking-all",
  "invited-agreements",
  "invited-back",
  "back-asked",
  "my-devices",
  "recover",
];

describe.each(["light", "dark"] as const)("%s", (theme) => {
  test.each(looked)("page %s fits 320 pixels and has enough contrast", async (name) => {
    await page.viewport(320, 800);
    const { path, picture } = scenes[name]!;
    openApp(path, { ...picture, choices: { ...picture.choices, theme } });
    await screen.findByRole("heading", { level: 1 });
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
    const { violations } = await axe.run(document.body, { runOnly: ["color-contrast", "target-size"] });
    expect(violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.html.slice(0, 120)}`))).toEqual([]);
  });
});

test("the largest text still fits the narrowest phone", async () => {
  await page.viewport(320, 800);
  const { path, picture } = scenes.home!;
  openApp(path, { ...picture, choices: { ...picture.choices, text: "largest" } });
  await screen.findByRole("heading", { level: 1 });
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
});

test("a thousand agreements are all there in a moment, and only those on the screen are laid out", async () => {
  const { path, picture } = scenes["agreements-1000"]!;
  openApp(path, picture);
  await screen.findByRole("heading", { level: 1 });
  await waitFor(() => expect(document.querySelectorAll(".list > li")).toHaveLength(1000));
  const last = document.querySelector(".list > li:last-child")!.querySelector(".item-title")!;
  await waitFor(() => expect(last.checkVisibility({ contentVisibilityAuto: true })).toBe(false));
});

test("a dialog is modal: Tab stays in it, Escape closes it, the focus returns", async () => {
  await page.viewport(1000, 800);
  const { path, picture } = scenes.people!;
  openApp(path, picture);
  const invite = await screen.findByRole("button", { name: "Invite someone" });
  await userEvent.click(invite);
  const dialog = await screen.findByRole<HTMLDialogElement>("dialog", { name: "Invitation" });
  expect(dialog.matches(":modal")).toBe(true);
  for (let i = 0; i < 8; i++) {
    await userEvent.keyboard("{Tab}");
    // Past the last one the browser's own bar has its turn, which the page sees as the body.
    expect(document.activeElement === document.body || dialog.contains(document.activeElement)).toBe(true);
  }
  within(dialog).getByRole("button", { name: "Close" }).focus();
  await userEvent.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(document.activeElement).toBe(invite);
});

test("coming from another page, the focus is on the page's heading", async () => {
  const { path, picture } = scenes.home!;
  openApp(path, picture);
  await userEvent.click(await screen.findByRole("link", { name: "People" }));
  const heading = await screen.findByRole("heading", { level: 1, name: "People" });
  await waitFor(() => expect(document.activeElement).toBe(heading));
  expect(document.title).toBe("People · Canal Side Tenants");
});
