// The pages about who belongs as they are laid out: nothing wider than the narrowest phone, nothing smaller than a thumb,
// words one can read in light and dark, also in the dialogs; and three hundred people at once.
import { cleanup, screen, waitFor, within } from "@solidjs/testing-library";
import axe from "axe-core";
import { afterEach, describe, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { openApp } from "../../../test/support/app.tsx";
import { belongingScenes as scenes } from "../../../test/tools/preview/belonging-scenes.ts";
import { scenes as allScenes } from "../../../test/tools/preview/scenes.ts";

afterEach(cleanup);

async function holds(where: string): Promise<void> {
  await Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {})));
  expect(document.documentElement.scrollWidth, where).toBeLessThanOrEqual(320);
  const { violations } = await axe.run(document.body, { runOnly: ["color-contrast", "target-size"] });
  expect(violations.flatMap((v) => v.nodes.map((n) => `${where} ${v.id}: ${n.html.slice(0, 120)}`))).toEqual([]);
  const small = [
    ...document.querySelectorAll<HTMLElement>(":is(main, dialog) :is(button, summary, .btn, .way, .check)"),
  ]
    .filter((one) => one.checkVisibility())
    .filter((one) => one.getBoundingClientRect().height < 44 || one.getBoundingClientRect().width < 44);
  expect(small.map((one) => `${where}: ${one.textContent}`)).toEqual([]);
}

describe.each(["light", "dark"] as const)("%s", (theme) => {
  const open = async (name: keyof typeof scenes) => {
    await page.viewport(320, 800);
    const { path, picture } = scenes[name];
    openApp(path, { ...picture, choices: { ...picture.choices, theme } });
    await screen.findByRole("heading", { level: 1 });
  };

  test.each(Object.keys(scenes) as (keyof typeof scenes)[])("page %s", async (name) => {
    await open(name);
    await holds(name);
  });

  test("the dialogs: a welcome and a concern, a lost device, a pause, a removal, my name", async () => {
    const look = async (button: RegExp, then?: string) => {
      await userEvent.click(await screen.findByRole("button", { name: button }));
      const dialog = await screen.findByRole("dialog");
      if (then) await userEvent.click(within(dialog).getByRole("button", { name: then }));
      await holds(String(button));
      await userEvent.keyboard("{Escape}");
      await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    };
    await open("people-joiners");
    await look(/^Welcome\s*Kit/);
    await look(/^Welcome\s*Kit/, "I have a concern about this");
    cleanup();
    await open("person-me");
    await look(/^It is lost.*7f03/);
    await look(/^Change my name/);
    cleanup();
    await open("person-joiner");
    await userEvent.click(screen.getByText("If something is wrong"));
    await look(/^Pause access/);
    await look(/part with Kit$/);
    await look(/^Pause it/);
  });
});

test("three hundred people are all there as soon as they are asked for, and only those on the screen are laid out", async () => {
  await page.viewport(360, 740);
  const { path, picture } = allScenes["people-300"]!;
  openApp(path, picture);
  await screen.findByRole("heading", { level: 1 });
  expect(document.querySelectorAll(".people > li").length).toBeLessThan(100);
  for (const all of screen.getAllByRole("button", { name: /^Show all \d+$/ })) await userEvent.click(all);
  await waitFor(() => expect(document.querySelectorAll(".people > li")).toHaveLength(300));
  const last = document.querySelector(".people > li:last-child .person-name")!;
  await waitFor(() => expect(last.checkVisibility({ contentVisibilityAuto: true })).toBe(false));
});

test("the list is gone through by keyboard: each name, then its Welcome", async () => {
  await page.viewport(1000, 800);
  const { path, picture } = scenes["people-joiners"];
  openApp(path, picture);
  (await screen.findByRole("link", { name: "Kit" })).focus();
  await userEvent.keyboard("{Tab}");
  expect(document.activeElement).toBe(screen.getByRole("button", { name: /^Welcome\s*Kit/ }));
  await userEvent.keyboard("{Enter}");
  await screen.findByRole("dialog", { name: "Welcome Kit" });
  await userEvent.keyboard("{Escape}");
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("button", { name: /^Welcome\s*Kit/ })));
});
