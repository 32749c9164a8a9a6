// The editor in a real browser: keys, the selection, composing, pasting, other people's carets, undo, the toolbar.
import { readBlocks, valuesIn } from "@fogata/domain";
import axe from "axe-core";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page as screen, userEvent } from "vitest/browser";
import { caretSettled, openEditor, pasteInto } from "./testing/page.tsx";
import word from "./testing/pasted/word.txt?raw";
import { beginning, blank } from "./testing/people.ts";

type Opened = ReturnType<typeof openEditor>;
let opened: Opened;
const open = (...args: Parameters<typeof openEditor>) => {
  opened = openEditor(...args);
  return opened;
};
beforeEach(() => screen.viewport(1100, 800));
afterEach(() => {
  const { editor, handle, page } = opened;
  expect(editor.binding.rereads(), "the whole text was read again").toBe(0);
  page.unmount();
  expect(handle.count(), "listeners left behind").toBe(0);
});

async function keys(...presses: string[]) {
  for (const press of presses) {
    await userEvent.keyboard(press);
    await caretSettled();
  }
}
async function at(box: HTMLElement, block: number, ...presses: string[]) {
  await userEvent.click(box.children[block]!);
  await caretSettled();
  await keys(...presses);
}
const button = (name: string) => opened.page.getByRole("button", { name });

test("typed words reach the document, and Enter and Backspace split and join", async () => {
  const { box, words } = open();
  await at(box, 1, "{End}");
  await userEvent.keyboard(" Also this.");
  expect(words()).toBe("\ufffcAgreement\ufffcWe agree on these things. Also this.\ufffcfirst thing");
  await keys("{Enter}", "Next");
  expect(words()).toBe("\ufffcAgreement\ufffcWe agree on these things. Also this.\ufffcNext\ufffcfirst thing");
  await keys("{Home}", "{Backspace}");
  expect(words()).toBe("\ufffcAgreement\ufffcWe agree on these things. Also this.Next\ufffcfirst thing");
});

test("Shift and Enter begin a new line in the same block, shown at once, also at its end; undo takes it back", async () => {
  const { box, words } = open();
  await at(box, 1, "{End}");
  const height = box.children[1]!.getBoundingClientRect().height;
  await keys("{Shift>}{Enter}{/Shift}");
  expect(box.children.length).toBe(3);
  expect(box.children[1]!.getBoundingClientRect().height).toBeGreaterThan(height * 1.5);
  await userEvent.keyboard("Elm Street 4");
  expect(words()).toContain("\ufffcWe agree on these things.\nElm Street 4\ufffcfirst");
  await keys("{Home}", "{Backspace}");
  expect(words()).toContain("things.Elm Street 4");
  await keys("{Control>}z{/Control}");
  expect(words()).toContain("things.\nElm Street 4");
});

test("what is selected is replaced by what is typed, also over two blocks", async () => {
  const { box, words } = open();
  await at(box, 1, "{Home}", "{Shift>}{Control>}{ArrowRight}{/Control}{/Shift}", "You");
  expect(words()).toContain("\ufffcYou agree on these things.");
  await keys("{End}", "{Shift>}{ArrowDown}{/Shift}", "!");
  expect(words()).toMatch(/^\ufffcAgreement\ufffcYou agree on these things\.!/);
  expect(words().split("\ufffc").length).toBe(3);
});

test("a line that begins with a marker becomes what it says", async () => {
  const { box } = open({}, blank());
  await at(box, 0, "# Title{Enter}1. one{Enter}two{Enter}{Enter}- dot{Enter}{Enter}> said");
  expect([...box.children].map((b) => `${b.tagName} ${b.getAttribute("data-list") ?? ""} ${b.textContent}`)).toEqual([
    "H2  Title",
    "P ordered one",
    "P ordered two",
    "P unordered dot",
    "BLOCKQUOTE  said",
  ]);
});

test("the keys and the toolbar give styles; the toolbar says which are on", async () => {
  const { box, handle } = open();
  await at(box, 1, "{Home}", "{Shift>}{End}{/Shift}", "{Control>}b{/Control}");
  expect(box.querySelector("strong")?.textContent).toBe("We agree on these things.");
  expect(button("Bold").getAttribute("aria-pressed")).toBe("true");
  await userEvent.click(button("Italic"));
  expect(box.querySelector("em")?.textContent).toBe("We agree on these things.");
  await userEvent.click(button("Heading 2"));
  expect(box.children[1]!.tagName).toBe("H3");
  expect(button("Heading 2").getAttribute("aria-pressed")).toBe("true");
  await keys("{Control>}{Shift>}7{/Shift}{/Control}");
  expect(box.children[1]!.getAttribute("data-list")).toBe("ordered");
  expect(document.activeElement).toBe(box);
  expect(handle.doc().text).toContain("We agree");
});

test("Tab moves a list item in; Escape, then Tab leaves the text; in plain words Tab leaves at once", async () => {
  const { box } = open();
  await at(box, 2, "{Tab}");
  expect(box.children[2]!.getAttribute("data-indent")).toBe("1");
  await keys("{Shift>}{Tab}{/Shift}");
  expect(box.children[2]!.getAttribute("data-indent")).toBe("0");
  await keys("{Escape}", "{Tab}");
  expect(box.contains(document.activeElement)).toBe(false);
  await at(box, 1, "{Tab}");
  expect(document.activeElement?.closest('[role="toolbar"]')).not.toBeNull();
});

test("the toolbar is one stop; arrows move inside it; Alt F10 goes there and Escape comes back", async () => {
  const { box } = open();
  await at(box, 1, "{Alt>}{F10}{/Alt}");
  expect(document.activeElement).toBe(button("Bold"));
  await keys("{ArrowRight}");
  expect(document.activeElement).toBe(button("Italic"));
  await keys("{ArrowLeft}", "{ArrowLeft}");
  expect(document.activeElement).toBe(button("Bring back what I took back"));
  await keys("{Home}", "{End}", "{Escape}");
  expect(document.activeElement).toBe(box);
  expect(opened.page.container.querySelectorAll('[role="toolbar"] [tabindex="0"]').length).toBe(1);
});

test("on a phone the toolbar is a row of a few; the others come when they are asked for, by the keyboard too", async () => {
  await screen.viewport(360, 740);
  const { box } = open();
  const names = () => [...opened.page.getByRole("toolbar").children].map((one) => one.getAttribute("aria-label"));
  expect(names()).toEqual(["Why of this clause", "Take back what I wrote last", "More styles"]);
  await at(box, 1, "{Alt>}{F10}{/Alt}", "{End}");
  expect(document.activeElement).toBe(button("More styles"));
  expect(button("More styles").getAttribute("aria-expanded")).toBe("false");
  await keys("{Enter}", "{ArrowLeft}");
  expect(document.activeElement).toBe(button("Bring back what I took back"));
  expect(names()).toHaveLength(16);
  await userEvent.click(button("More styles"));
  expect(names()).toHaveLength(3);
  // Tab still finds it.
  expect(opened.page.container.querySelectorAll('[role="toolbar"] [tabindex="0"]').length).toBe(1);
});

test("a link is made, changed and taken off in a dialog that gives the focus back", async () => {
  const { box, page } = open();
  await at(box, 1, "{Home}", "{Shift>}{Control>}{ArrowRight}{/Control}{/Shift}", "{Control>}k{/Control}");
  const address = page.getByRole("textbox", { name: "Address" });
  await vi.waitFor(() => expect(document.activeElement).toBe(address));
  await userEvent.keyboard("javascript:alert(1){Enter}");
  expect(page.getByText(/Only addresses of pages/)).toBeTruthy();
  await userEvent.clear(address);
  await userEvent.keyboard("https://example.org/a{Enter}");
  await vi.waitFor(() => expect(document.activeElement).toBe(box));
  expect(box.querySelector("a")?.getAttribute("href")).toBe("https://example.org/a");
  await at(box, 1, "{Home}", "{ArrowRight}", "{Control>}k{/Control}");
  expect((page.getByRole("textbox", { name: "Address" }) as HTMLInputElement).value).toBe("https://example.org/a");
  await userEvent.click(page.getByRole("button", { name: "Take the link off" }));
  expect(box.querySelector("a")).toBeNull();
});

test("undo takes back my words and leaves the word somebody wrote among them", async () => {
  const { box, handle, words } = open();
  await at(box, 2, "{End}");
  await userEvent.keyboard(" mine and mine");
  const { splice } = await import("@automerge/automerge/slim");
  handle.change((d: never) => splice(d, ["text"], words().length - 5, 0, " THEIRS"));
  await keys("{Control>}z{/Control}", "{Control>}z{/Control}", "{Control>}z{/Control}");
  expect(words()).toMatch(/first thing THEIRS$/);
  await keys("{Control>}{Shift>}z{/Shift}{/Control}", "{Control>}y{/Control}");
  expect(words()).toMatch(/first thing mine and THEIRS $/);
  await keys("{Control>}y{/Control}");
  expect(words()).toMatch(/first thing mine and THEIRS mine$/);
});

test("a page from Word is pasted as blocks, and Take back removes it", async () => {
  const { box, words } = open({}, blank());
  await at(box, 0);
  pasteInto(box, { "text/html": word, "text/plain": "never mind" });
  expect([...box.children].map((b) => b.tagName)).toEqual([
    "H2",
    "H3",
    "P",
    "P",
    "P",
    "P",
    "P",
    "BLOCKQUOTE",
    "P",
    "P",
  ]);
  expect(box.innerHTML).not.toContain("style=");
  await userEvent.click(button("Take back what I wrote last"));
  expect(words().replaceAll("\ufffc", "")).toBe("");
});

test("several lines of plain words become blocks", async () => {
  const { box } = open({}, blank());
  await at(box, 0);
  pasteInto(box, { "text/plain": "1. one\n2. two\nthree" });
  expect([...box.children].map((b) => `${b.getAttribute("data-list")} ${b.textContent}`)).toEqual([
    "ordered one",
    "ordered two",
    "null three",
  ]);
});

test("words composed letter by letter (an input method) arrive whole, while somebody else writes", async () => {
  const { box, handle, words, editor } = open();
  await at(box, 1, "{End}");
  const { splice } = await import("@automerge/automerge/slim");
  const node = box.children[1]!.lastChild as Text;
  const compose = (data: string, from: number) => {
    node.replaceData(from, node.length - from, data);
    getSelection()!.collapse(node, node.length);
    box.dispatchEvent(
      new InputEvent("input", { bubbles: true, inputType: "insertCompositionText", data, isComposing: true }),
    );
  };
  const start = node.length;
  box.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true, data: "" }));
  compose("k", start);
  await caretSettled();
  handle.change((d: never) => splice(d, ["text"], 1, 0, "Our "));
  compose("か", start);
  await caretSettled();
  compose("かな", start);
  box.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true, data: "かな" }));
  await vi.waitFor(() => expect(words()).toContain("We agree on these things.かな\ufffc"));
  expect(words()).toMatch(/^\ufffcOur Agreement/);
  await vi.waitFor(() => expect(editor.view.composing).toBe(false));
});

test("somebody's caret shows their name without being part of the text, and follows their letter", async () => {
  const { box, editor, setOthers, handle } = open();
  const cursor = editor.binding.text.cursor(12)!;
  const before = box.textContent;
  setOthers([{ device: "d1", name: "Bea <b>", anchor: cursor, head: cursor, tone: 2 }]);
  const caret = () => box.querySelector<HTMLElement>(".other-caret");
  expect(caret()?.dataset.name).toBe("Bea <b>");
  expect(caret()?.getAttribute("aria-hidden")).toBe("true");
  expect(box.textContent).toBe(before);
  expect(caret()?.nextSibling?.textContent).toBe("e agree on these things.");
  const { splice } = await import("@automerge/automerge/slim");
  handle.change((d: never) => splice(d, ["text"], 1, 0, "Our "));
  expect(caret()?.nextSibling?.textContent).toBe("e agree on these things.");
  setOthers([{ device: "d1", name: "Bea", anchor: "9@ffff", head: "nonsense", tone: 2 }]);
  expect(caret()).toBeNull();
  setOthers([]);
});

test("my caret is told while I am in the text, and that I left", async () => {
  const { box, published, editor } = open();
  await at(box, 1, "{Home}");
  const last = published.at(-1)!;
  expect(editor.binding.text.position(last.head)).toBe(11);
  (document.activeElement as HTMLElement).blur();
  expect(published.at(-1)).toBeNull();
});

test("while reading only, nothing can be changed and there is no toolbar", async () => {
  const { box, words, page } = open({ editable: false });
  const before = words();
  await at(box, 1, "x", "{Control>}b{/Control}", "{Backspace}");
  expect(words()).toBe(before);
  expect(page.queryByRole("toolbar")).toBeNull();
  expect(box.getAttribute("aria-readonly")).toBe("true");
});

test("axe finds nothing wrong, and there is no style attribute", async () => {
  const { page, box, setOthers, editor } = open({}, beginning());
  const cursor = editor.binding.text.cursor(3)!;
  setOthers([{ device: "d", name: "Bea", anchor: cursor, head: editor.binding.text.cursor(20)!, tone: 1 }]);
  const { violations } = await axe.run(page.container);
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" ")}`)).toEqual([]);
  expect(box.parentElement!.querySelectorAll("[style]").length).toBe(0);
});

test("a reason goes below its clause, is written there, and can be told from it without colour", async () => {
  const { box, handle } = open();
  await at(box, 1, "{End}");
  await userEvent.click(button("Why of this clause"));
  await userEvent.keyboard("Some of us work at night.");
  await caretSettled();
  const why = box.querySelector<HTMLElement>(".why")!;
  expect(why.previousElementSibling).toBe(box.children[1]);
  expect(why.textContent).toBe("Some of us work at night.");
  expect(getComputedStyle(why, "::before").content).toContain("Why");
  const blocks = readBlocks(handle.doc(), ["text"]);
  expect(blocks[2]).toMatchObject({ type: "why", runs: [{ text: "Some of us work at night." }] });
  // Enter in one that is empty leaves it, as it leaves a list.
  await keys("{Enter}", "{Enter}");
  expect(box.children[3]!.className).toBe("");
});

test("words the app goes by are named in a dialog, and what is typed behind them is no part of them", async () => {
  const { box, handle } = open();
  await at(box, 1, "{End}", " Wait ", "14", "{Shift>}{ArrowLeft}{ArrowLeft}{/Shift}");
  await userEvent.click(button("Something the app goes by"));
  await userEvent.selectOptions(opened.page.getByRole("combobox", { name: "What it is" }), "minimum-days");
  await userEvent.click(button("Go by these words"));
  await caretSettled();
  await keys("{ArrowRight}", " days");
  expect(valuesIn(readBlocks(handle.doc(), ["text"]))).toEqual([{ label: "minimum-days", words: "14", number: 14 }]);
  expect((await axe.run(opened.page.container)).violations).toEqual([]);
});
