// A tired person on a small phone with the largest text: starts a group, lets somebody in, writes, finds it again. At
// every step nothing is cut, nothing sticks out, and no bar lies over what has the focus.
import { afterAll, beforeAll, test } from "vitest";
import {
  admit,
  askToJoin,
  editor,
  eventually,
  go,
  makeInvitation,
  newAgreement,
  openAgreement,
  type Person,
  startGroup,
  words,
  write,
} from "./support/people.ts";
import { expect } from "./support/playwright.ts";
import { openStage, type Stage } from "./support/stage.ts";

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, reducedMotion: "reduce" } as const;
const group = "Wilhelmina-Konstantinopolitania Street Tenants and Neighbours";
const title = "Children at our meetings, and who looks after the corner they play in";
let stage: Stage;
let ines: Person;
let gwen: Person;
beforeAll(async () => {
  stage = await openStage();
  ines = await stage.person("Ines", phone);
  gwen = await stage.person("Gwendolen-Featherstonehaugh Cholmondeley-Warner of Flat 12", phone);
});
afterAll(() => stage?.close());

/** What the page asks for when it is drawn largest, as the choice on This device does it. */
async function largest({ page }: Person): Promise<void> {
  await page.getByRole("radio", { name: "Largest" }).check();
  await page.locator("html[data-text='largest']").waitFor();
}

/** Text that its own box cuts off, words that lie over their neighbours', and anything wider than the phone. */
async function nothingCut({ page }: Person, where: string): Promise<void> {
  for (const width of [360, 320]) {
    await page.setViewportSize({ width, height: 740 });
    const found = await page.evaluate(() => {
      const wrong: string[] = [];
      if (document.documentElement.scrollWidth > innerWidth) wrong.push("the page is wider than the phone");
      const boxes: { of: Element; box: DOMRect }[] = [];
      for (const one of document.querySelectorAll<HTMLElement>(
        "h1, h2, h3, p, li, dt, dd, label, button, a, summary",
      )) {
        if (!one.checkVisibility() || one.closest(".hide, .skip, [hidden], [inert]")) continue;
        const style = getComputedStyle(one);
        const hides = style.overflowX !== "visible" || style.overflowY !== "visible";
        if (hides && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1))
          wrong.push(`cut: ${one.textContent?.slice(0, 60)}`);
        if (one.matches(".nav-link")) {
          const range = document.createRange();
          range.selectNodeContents(one);
          boxes.push({ of: one, box: range.getBoundingClientRect() });
        }
      }
      boxes.sort((a, b) => a.box.left - b.box.left);
      for (let i = 1; i < boxes.length; i++)
        if (boxes[i]!.box.left < boxes[i - 1]!.box.right - 0.5)
          wrong.push(`${boxes[i - 1]!.of.textContent} runs into ${boxes[i]!.of.textContent}`);
      return wrong;
    });
    expect(found, `${where} at ${width} px`).toEqual([]);
  }
  await page.setViewportSize(phone.viewport);
}

/** Through the whole page with Tab: what has the focus is on the screen and not under a bar (WCAG 2.2, 2.4.11). */
async function focusInSight({ page }: Person, where: string): Promise<void> {
  await page.evaluate(() => {
    // From the very beginning, wherever the focus was.
    const top = document.querySelector<HTMLElement>("dialog:modal") ?? document.body;
    top.tabIndex = -1;
    top.focus();
    top.removeAttribute("tabindex");
  });
  const seen = new Set<string>();
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const one = document.activeElement as HTMLElement | null;
      if (!one || one === document.body) return null;
      const box = (one.closest("label") ?? one).getBoundingClientRect();
      // Points of its edge line; a text longer than the screen has its beginning or its caret in sight.
      const xs = [0.1, 0.5, 0.9].map((part) => box.left + box.width * part);
      const points = xs.flatMap((x) => [0.1, 0.5, 0.9].map((part) => [x, box.top + box.height * part] as const));
      const open = points.filter(([x, y]) => {
        const top = document.elementFromPoint(x, y);
        return top !== null && (one.contains(top) || top.contains(one) || top.closest("label")?.contains(one));
      });
      const id = `${one.tagName} ${one.getAttribute("aria-label") ?? one.textContent?.trim().slice(0, 40)} ${Math.round(box.top + scrollY)}`;
      return { id, inSight: open.length, of: points.length, editor: one.isContentEditable };
    });
    if (at === null || seen.has(at.id)) break;
    seen.add(at.id);
    expect(at.inSight, `${where}: ${at.id} is hidden`).toBeGreaterThanOrEqual(at.editor ? 1 : at.of);
  }
  expect(seen.size, `${where}: there is something to reach`).toBeGreaterThan(2);
}

async function good(person: Person, where: string): Promise<void> {
  await nothingCut(person, where);
  await focusInSight(person, where);
}

const focused = ({ page }: Person) =>
  page.evaluate(() => `${document.activeElement?.tagName} ${document.activeElement?.textContent?.trim()}`);

test("Ines makes the text as large as it goes, and it stays so through a reload at once", async () => {
  await startGroup(ines, stage.relay.url, group);
  await go(ines, "This device");
  await largest(ines);
  await ines.page.getByText("Dark", { exact: true }).tap();
  // Not a moment later: a tired thumb does not wait.
  await ines.page.reload();
  await ines.page.getByRole("heading", { level: 1 }).waitFor();
  const root = ines.page.locator("html");
  expect(await root.getAttribute("data-text")).toBe("largest");
  expect(await root.getAttribute("data-theme")).toBe("dark");
  for (const place of ["Relay", "Agreements", "People", "Home", "This device"] as const) {
    await go(ines, place);
    await ines.page.getByRole("heading", { level: 1, name: place }).waitFor();
    expect(await focused(ines), `${place} is where one is`).toBe(`H1 ${place}`);
    await good(ines, place);
  }
});

test("she invites Gwen, who reads what joining means, asks, and is let in; each is where they are told", async () => {
  await go(ines, "People");
  await ines.page.getByRole("button", { name: "Invite someone" }).tap();
  const dialog = ines.page.getByRole("dialog", { name: "Invitation" });
  await dialog.getByRole("img", { name: /QR/ }).waitFor();
  expect(await focused(ines)).toBe("H2 Invitation");
  await good(ines, "Invitation");
  await dialog.getByRole("button", { name: "Close" }).tap();
  expect(await focused(ines)).toBe("BUTTON Invite someone");
  const link = await makeInvitation(ines);

  await gwen.page.addInitScript(() => localStorage.setItem("fogata/choices", '{"text":"largest"}'));
  await gwen.page.goto(stage.relay.url);
  await gwen.page.getByText("No group lives on this device yet.").waitFor();
  await good(gwen, "first screen");
  await gwen.page.getByRole("button", { name: "Join with an invitation" }).tap();
  await gwen.page.getByLabel("Paste your invitation").waitFor();
  await gwen.page.getByRole("button", { name: "Open the invitation" }).tap();
  expect(await gwen.page.evaluate(() => document.activeElement?.getAttribute("aria-invalid"))).toBe("true");
  await good(gwen, "join, with something wrong");
  const asked = { name: gwen.name, words: await askToJoin(gwen, link) };
  await good(gwen, "four words");
  const lines = await gwen.page.locator(".four-words li").evaluateAll((cards) =>
    cards.map((card) => {
      const word = document.createRange();
      word.selectNodeContents(card);
      return word.getClientRects().length;
    }),
  );
  expect(lines, "each word is on one line, never broken in two").toEqual([1, 1, 1, 1]);

  await go(ines, "Home");
  await ines.page.getByRole("link", { name: "Compare the words" }).waitFor();
  await good(ines, "Home, with somebody asking");
  await go(ines, "People");
  await ines.page.getByRole("button", { name: "Yes, that is them" }).waitFor();
  await good(ines, "Asking to join");
  await admit(ines, asked);
  await eventually(
    () => focused(ines),
    (at) => at === `P ${gwen.name} is in the group.`,
  );
  await gwen.page.getByRole("heading", { name: group }).waitFor();
  await eventually(
    () => focused(gwen),
    (at) => at === "H1 Home",
  );
  await good(gwen, "arrived");
});

test("she writes, the line she writes in is always above the bars, and she finds it again", async () => {
  await newAgreement(ines, title);
  await good(ines, "an empty agreement");
  const lines = Array.from({ length: 18 }, (_, i) => `Line ${i + 1} about the corner.`);
  await write(ines, lines[0]!);
  for (const line of lines.slice(1)) {
    await ines.page.keyboard.press("Enter");
    await ines.page.keyboard.type(line);
    const room = await ines.page.evaluate(() => {
      const caret = getSelection()!.getRangeAt(0).getBoundingClientRect();
      const bars = [...document.querySelectorAll(".toolbar, .app-nav")].map((bar) => bar.getBoundingClientRect().top);
      return Math.min(...bars) - caret.bottom;
    });
    expect(room, `“${line}” is above the bars`).toBeGreaterThanOrEqual(0);
  }
  await good(ines, "a written agreement");

  await go(ines, "Home");
  await ines.page.getByRole("link", { name: title }).waitFor();
  await good(ines, "Home, with a draft");
  await openAgreement(gwen, title);
  await eventually(
    () => words(gwen),
    (text) => text === lines.join("\n"),
  );
  expect(await focused(gwen)).toBe(`H1 ${title}`);
  // Each sees the other's long name where the other writes, at the end of a line: it pushes nothing off the phone.
  await openAgreement(ines, title);
  await write(gwen, " And so on, to the edge of the line");
  await ines.page.locator(".other-caret").waitFor({ state: "attached" });
  await nothingCut(ines, "somebody else's name at the end of a line");

  await go(gwen, "Agreements");
  await gwen.page.getByRole("link", { name: title }).waitFor();
  await good(gwen, "Agreements");
  expect(await editor(gwen).count()).toBe(0);
});
