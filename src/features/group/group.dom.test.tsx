// The ways within a group: four in a phone's bar, the rest one press away; and Home, which stands without a part that fails.
import { cleanup, fireEvent, screen, waitFor, within } from "@solidjs/testing-library";
import { afterEach, expect, test, vi } from "vitest";
import { openApp } from "../../../test/support/app.tsx";
import { emptyPicture, groupOf } from "../../../test/support/workspace-double.ts";
import { type KindPages, kindPages } from "../kinds.ts";

// Another kind of document, as somebody may add it: it stands before the people.
vi.mock("../kinds.ts", async (original) => {
  const { kindPages } = await original<{ kindPages: KindPages[] }>();
  const [first, ...others] = kindPages as [KindPages, ...KindPages[]];
  return { kindPages: [first, { ...first, path: "/rota", name: "Rota" }, ...others] };
});

afterEach(cleanup);
const open = (path: string) => openApp(path, { ...emptyPicture(), groups: [groupOf(["Gwen", "Bob"])] });
const ways = async () => within(await screen.findByRole("navigation", { name: "Group" }));

test("every place is a link, what a kind brings along among them, and the page's own is marked", async () => {
  open("/g/c0ffee/keys");
  const names = (await ways()).getAllByRole("link").map((link) => link.textContent);
  const kinds = (after: boolean) =>
    kindPages.filter(({ afterPeople }) => (afterPeople ?? false) === after).map(({ name }) => name);
  expect(names).toEqual(["Home", "Agreements", ...kinds(false), "People", ...kinds(true), "Relay", "This device"]);
  expect((await ways()).getByRole("link", { current: "page" }).textContent).toBe("Keys");
});

test("on a phone the people are never behind More, however many kinds of document there are", async () => {
  open("/g/c0ffee");
  const links = (await ways()).getAllByRole("link");
  const inBar = links.filter((link) => !link.parentElement?.classList.contains("after"));
  expect(inBar.map((link) => link.textContent)).toEqual(["Home", "Agreements", kindPages[0]!.name, "People"]);
  expect(links.map((link) => link.textContent)).toContain("Rota");
});

test("More opens and closes by a press and by Escape, which gives the focus back; another page closes it", async () => {
  open("/g/c0ffee");
  const more = (await ways()).getByRole("button", { name: "More" });
  expect(more.getAttribute("aria-expanded")).toBe("false");
  fireEvent.click(more);
  expect(more.getAttribute("aria-expanded")).toBe("true");
  const relay = (await ways()).getByRole("link", { name: "Relay" });
  relay.focus();
  fireEvent.keyDown(relay, { key: "Escape" });
  expect(more.getAttribute("aria-expanded")).toBe("false");
  expect(document.activeElement).toBe(more);
  fireEvent.click(more);
  fireEvent.click(relay);
  await waitFor(() => expect(location.pathname).toBe("/g/c0ffee/relay"));
  expect((await ways()).getByRole("button", { name: "More" }).getAttribute("aria-expanded")).toBe("false");
});
