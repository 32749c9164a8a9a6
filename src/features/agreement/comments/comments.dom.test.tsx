// What people say about an agreement: said, answered, settled, and taken back by whoever said it.
import { agreementView, commentPassages, type Day, parseAgreementFacts } from "@fogata/domain";
import { cleanup, fireEvent, screen, waitFor, within } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { openAgreementPage } from "../../../../test/support/agreement-page.ts";

afterEach(cleanup);
const part = () => screen.findByRole("region", { name: "Comments" });

test("nothing said yet is said so; an empty comment is refused at its field; a clause is chosen and spoken about", async () => {
  openAgreementPage();
  const region = await part();
  within(region).getByText(/Nothing has been said about it yet/);
  fireEvent.click(within(region).getByRole("button", { name: "Comment" }));
  const dialog = await screen.findByRole("dialog", { name: "Comment" });
  fireEvent.click(within(dialog).getByRole("button", { name: "Say it" }));
  within(dialog).getByText("There are no words yet. A few are enough.");
  fireEvent.change(within(dialog).getByRole("combobox", { name: "What is it about?" }), { target: { value: "1" } });
  fireEvent.input(within(dialog).getByRole("textbox", { name: "Your words" }), { target: { value: "Why a cup?" } });
  fireEvent.click(within(dialog).getByRole("button", { name: "Say it" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  within(region).getByText("Why a cup?");
  within(region).getByText("Bring a cup.", { selector: "blockquote" });
  within(region).getByText("It stands among the comments.");
});

test("replied to, settled, shown again with who settled it, and talked about again", async () => {
  const { change } = openAgreementPage();
  change("comment", { words: "Why?", quote: "", anchor: null });
  const region = await part();
  fireEvent.click(await within(region).findByRole("button", { name: /^Reply/ }));
  const dialog = await screen.findByRole("dialog", { name: /^Reply to/ });
  fireEvent.input(within(dialog).getByRole("textbox", { name: "Your words" }), { target: { value: "Less to wash." } });
  fireEvent.click(within(dialog).getByRole("button", { name: "Say it" }));
  await within(region).findByText("Less to wash.");
  fireEvent.click(within(region).getByRole("button", { name: /^Settled/ }));
  await waitFor(() => expect(within(region).queryByText("Why?")).toBeNull());
  // What was pressed is gone: it is said what it did, and the next Tab goes on from the heading.
  within(region).getByText("That is settled.");
  expect(document.activeElement).toBe(within(region).getByRole("heading", { name: "Comments" }));
  fireEvent.click(within(region).getByRole("button", { name: "Show what is settled" }));
  within(region).getByText(/^Settled by/);
  within(region).getByText("Less to wash.");
  fireEvent.click(within(region).getByRole("button", { name: /^Take back my words: “Less to wash/ }));
  expect(document.activeElement).toBe(within(region).getAllByRole("listitem")[0]);
  await within(region).findByText("Your words are taken back.");
  fireEvent.click(within(region).getByRole("button", { name: /^Talk about it again/ }));
  await waitFor(() => expect(within(region).queryByText(/^Settled by/)).toBeNull());
  within(region).getByText("Why?");
});

test("when the words have gone from the text it says so, and keeps them as they stood", async () => {
  const { change, handle, write } = openAgreementPage();
  const { words: quote, from, to } = commentPassages(handle.doc())[1]!;
  change("comment", { words: "Why a cup?", quote, anchor: { from, to } });
  const region = await part();
  await within(region).findByText("Why a cup?");
  expect(within(region).queryByText("These words are no longer in the text.")).toBeNull();
  write("Bring a cup.", "");
  await within(region).findByText("These words are no longer in the text.");
  within(region).getByText("Bring a cup.", { selector: "blockquote" });
});

test("five hundred comments are listed a step at a time, all in the end, and one more stands behind them", async () => {
  const { change } = openAgreementPage({ said: 500 });
  const region = await part();
  await within(region).findByText("Word 0");
  await waitFor(() => within(region).getByText("Word 499"), { timeout: 20_000 });
  change("comment", { words: "One more", quote: "", anchor: null });
  await within(region).findByText("One more");
}, 60_000);

test("D45 behind an @ those who can be asked for are offered, taken by keyboard, and shown by what they are called today", async () => {
  const { workspace } = openAgreementPage();
  const region = await part();
  fireEvent.click(within(region).getByRole("button", { name: "Comment" }));
  const dialog = await screen.findByRole("dialog", { name: "Comment" });
  const field = within(dialog).getByRole("textbox", { name: "Your words" }) as HTMLTextAreaElement;
  const type = (words: string) => {
    field.value = words;
    field.setSelectionRange(words.length, words.length);
    fireEvent.input(field);
  };
  type("Does @");
  const list = within(dialog).getByRole("listbox", { name: "People you can ask for" });
  expect(within(list).queryByRole("option", { name: "Gwen" }), "oneself").toBeNull();
  const option = within(list).getByRole("option", { name: "Hassan", selected: true });
  expect(field.getAttribute("aria-activedescendant")).toBe(option.id);
  fireEvent.keyDown(field, { key: "Escape" });
  expect(within(dialog).queryByRole("listbox")).toBeNull();
  screen.getByRole("dialog", { name: "Comment" });
  type("Does @zz");
  within(dialog).getByText("Nobody is called that.");
  type("Does @ha");
  fireEvent.keyDown(field, { key: "Enter" });
  expect(field.value).toBe("Does @Hassan ");
  type("Does @Hassan know?");
  expect(within(dialog).queryByText("Nobody is called that."), "behind a whole name").toBeNull();
  fireEvent.click(within(dialog).getByRole("button", { name: "Say it" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  within(region).getByText("@Hassan", { selector: ".named" });
  workspace.change((picture) => ({
    ...picture,
    groups: picture.groups.map((one) => ({
      ...one,
      people: one.people.map((who) => (who.name === "Hassan" ? { ...who, name: "Hasan" } : who)),
    })),
  }));
  within(region).getByText("@Hasan", { selector: ".named" });
});

test("beside a text in force words are chosen, spoken about and answered without an editor, and shown where they stand", async () => {
  const run = (text: string) => ({ text, strong: false, em: false, link: null });
  const blocks = ["We meet on Mondays.", "Bring a cup. Nobody washes for others."].map((text) => ({
    type: "paragraph" as const,
    runs: [run(text)],
  }));
  const { write } = openAgreementPage({
    group: {
      comesTo: {
        a1: {
          ...agreementView("a1", [], "2026-11-20" as Day),
          state: { kind: "in-force", since: 1, reviewOn: null },
          force: { text: "cd".repeat(32), doc: "a1", proposal: "ef".repeat(32) },
        },
      },
      textAt: { title: "Meetings", blocks, facts: parseAgreementFacts({}) },
    },
  });
  const text = await screen.findByText("Bring a cup. Nobody washes for others.");
  const choose = (from: number, to: number) =>
    document.getSelection()!.setBaseAndExtent(text.firstChild!, from, text.firstChild!, to);
  choose(6, 11);
  const region = await part();
  fireEvent.click(within(region).getByRole("button", { name: "Comment" }));
  const dialog = await screen.findByRole("dialog", { name: "Comment" });
  within(dialog).getByRole("option", { name: "The words I chose: a cup" });
  fireEvent.input(within(dialog).getByRole("textbox", { name: "Your words" }), { target: { value: "Or a glass?" } });
  fireEvent.click(within(dialog).getByRole("button", { name: "Say it" }));
  await within(region).findByText("a cup", { selector: "blockquote" });
  fireEvent.click(within(region).getByRole("button", { name: /^Reply/ }));
  const answer = await screen.findByRole("dialog", { name: /^Reply to/ });
  fireEvent.input(within(answer).getByRole("textbox", { name: "Your words" }), { target: { value: "Why not." } });
  fireEvent.click(within(answer).getByRole("button", { name: "Say it" }));
  await within(region).findByText("Why not.");
  document.getSelection()!.removeAllRanges();
  text.scrollIntoView = () => {};
  fireEvent.click(within(region).getByRole("button", { name: /^Show in the text/ }));
  expect(document.getSelection()!.toString()).toBe("a cup");
  expect(document.activeElement).toBe(text);
  // What somebody goes on writing behind it changes nothing of what is in force.
  write("Bring a cup.", "");
  expect(within(region).queryByText("These words are no longer in the text.")).toBeNull();
});
