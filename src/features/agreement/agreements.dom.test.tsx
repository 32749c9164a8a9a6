// The list of agreements, a new one, one from a file, and reading before writing.
import * as A from "@automerge/automerge/slim";
import { type AgreementFacts, type AgreementView, agreementView, type Day, parseAgreementFacts } from "@fogata/domain";
import { origin } from "@fogata/domain/templates";
import { cleanup, fireEvent, screen, waitFor, within } from "@solidjs/testing-library";
import { createSignal } from "solid-js";
import { afterEach, expect, test } from "vitest";
import { openApp } from "../../../test/support/app.tsx";
import { type Answers, emptyPicture, type GroupPicture, groupOf } from "../../../test/support/workspace-double.ts";
import type { FoundText, TextSearch } from "../../workspace/search/search.ts";
import { folded, holdsAll, linesOf, marked, sentenceWith, wantedIn } from "../../workspace/search/words.ts";
import { blank, Handle } from "./editor/testing/people.ts";

afterEach(cleanup);
const at = "/g/c0ffee/agreements";
const open = (path: string, change: Partial<GroupPicture> = {}, answers?: Answers) =>
  openApp(path, { ...emptyPicture(), groups: [groupOf(["Gwen"], change)] }, answers);
const row = (id: string, title: string) => ({ id, title, at: Date.now() });

test("agreements are links named by their title", async () => {
  open(at, { agreements: [row("a1", "Children at our meetings"), row("a2", "How we decide")] });
  const link = await screen.findByRole<HTMLAnchorElement>("link", { name: "Children at our meetings" });
  expect(new URL(link.href).pathname).toBe(`${at}/a1`);
  screen.getByText("That is everything");
});

test("a new agreement asks for its title and opens", async () => {
  const workspace = open(at);
  fireEvent.click(await screen.findByRole("button", { name: "New agreement" }));
  const dialog = screen.getByRole("dialog", { name: "New agreement" });
  fireEvent.input(within(dialog).getByRole("textbox", { name: "Title" }), { target: { value: "Keys" } });
  fireEvent.click(within(dialog).getByRole("button", { name: "Start writing" }));
  await waitFor(() => expect(location.pathname).toBe(`${at}/a1`));
  expect(workspace.done).toEqual(["newAgreement Keys"]);
});

test("a title that is refused is said at the field, and the dialog stays", async () => {
  open(at, {}, { newAgreement: async () => ({ ok: false, reason: "bad-title" }) });
  fireEvent.click(await screen.findByRole("button", { name: "New agreement" }));
  fireEvent.click(screen.getByRole("button", { name: "Start writing" }));
  await screen.findByText(/needs a title/);
  screen.getByRole("dialog", { name: "New agreement" });
});

test("importing: the first heading is the title, and without one the file's name is", async () => {
  const titles: (string | null)[] = [];
  open(
    at,
    {},
    {
      importMarkdown: async ({ title }) => {
        titles.push(title);
        return title === null ? { ok: false, reason: "bad-title" } : { ok: true, value: "a7" };
      },
    },
  );
  await screen.findByRole("button", { name: "Import" });
  choose(new File(["just words"], "Where the keys are.md"));
  await waitFor(() => expect(location.pathname).toBe(`${at}/a7`));
  expect(titles).toEqual([null, "Where the keys are"]);
});

test("a file that is no text is refused in words, and nothing is imported", async () => {
  const workspace = open(at);
  await screen.findByRole("button", { name: "Import" });
  choose(new File([new Uint8Array([0xff, 0xfe, 0x80, 0xc3])], "photo.md"));
  await screen.findByText(/could not be read as words/);
  expect(workspace.done).toEqual([]);
});

test("a long list can be searched, accents or not", async () => {
  const many = Array.from({ length: 30 }, (_, i) => row(`x${i}`, `Text ${i}`));
  open(at, { agreements: [...many, row("a9", "Réunion de quartier")] });
  fireEvent.input(await screen.findByRole("searchbox", { name: "Search agreements" }), {
    target: { value: "reunion" },
  });
  screen.getByRole("link", { name: "Réunion de quartier" });
  expect(screen.queryByRole("link", { name: "Text 3" })).toBeNull();
});

const madeSearch = (
  texts: Record<string, string>,
  ids: readonly { id: string; title: string; as?: FoundText["as"] }[],
) => {
  const [read, setRead] = createSignal({ done: 1, of: 2 });
  const search: TextSearch = {
    read,
    find(typed) {
      const wanted = wantedIn(typed);
      if (wanted.length === 0) return null;
      return ids.flatMap(({ id, title, as = "agreement" }) =>
        holdsAll([folded(title), folded(texts[id] ?? "")], wanted)
          ? [
              {
                ...{ id, title, as, agreement: "a1", circle: null, titled: marked(title, wanted) },
                sentence: () => sentenceWith(linesOf([texts[id] ?? ""]), wanted),
              },
            ]
          : [],
      );
    },
    refresh: async () => {},
    close: () => {},
  };
  return { search, done: () => setRead({ done: 2, of: 2 }) };
};

test("what texts say is found, with its sentence and the words marked; said once all is read; gone through by arrow keys", async () => {
  const titles = [row("a1", "Who holds keys"), row("a2", "Children")];
  const { search, done } = madeSearch(
    { a1: "Two people hold each key. They meet at the Café.", a2: "Quiet.", a3: "Three meet at the cafe." },
    [...titles, { id: "a3", title: "Three keys", as: "amendment" }],
  );
  open(at, { agreements: titles }, { search: async () => search });
  const field = await screen.findByRole("searchbox", { name: "Search agreements" });
  expect(document.querySelector("mark")).toBeNull();
  fireEvent.input(field, { target: { value: "CAFE" } });
  await waitFor(() =>
    expect([...document.querySelectorAll("mark")].map((one) => one.textContent)).toEqual(["Café", "cafe"]),
  );
  screen.getByText((_, element) => element?.tagName === "P" && element.textContent === "They meet at the Café.");
  expect(screen.queryByRole("link", { name: "Children" })).toBeNull();
  screen.getByText("A change to Who holds keys");
  screen.getByText(/1 of 2/);
  done();
  await screen.findByText("2 are found.");
  expect(screen.queryByText(/1 of 2/)).toBeNull();
  fireEvent.keyDown(field, { key: "ArrowDown" });
  expect(document.activeElement).toBe(screen.getByRole("link", { name: "Who holds keys" }));
  fireEvent.keyDown(document.activeElement!, { key: "ArrowDown" });
  expect(document.activeElement).toBe(screen.getByRole("link", { name: "Three keys" }));
  fireEvent.keyDown(document.activeElement!, { key: "ArrowUp" });
  fireEvent.keyDown(document.activeElement!, { key: "ArrowUp" });
  expect(document.activeElement).toBe(field);
  fireEvent.input(field, { target: { value: "bicycle" } });
  await screen.findByText("Nothing here says “bicycle”.");
  await screen.findByText("Nothing is found.");
});

test("without the part that reads texts, titles are searched and it is said", async () => {
  open(at, { agreements: [row("a1", "Who holds keys"), row("a2", "Children")] });
  fireEvent.input(await screen.findByRole("searchbox"), { target: { value: "hold" } });
  await screen.findByText(/Titles are/);
  screen.getByRole("link", { name: "Who holds keys" });
  expect(screen.queryByRole("link", { name: "Children" })).toBeNull();
});

test("the words can be read before the document is loaded, and a script in a link stays plain words", async () => {
  const run = (text: string, href: string | null) => ({
    text,
    strong: false,
    em: false,
    link: href === null ? null : { href, title: null },
  });
  open(`${at}/a1`, {
    agreements: [row("a1", "Keys")],
    readable: {
      title: "Keys",
      blocks: [
        { type: "paragraph", runs: [run("Two people hold ", null), run("each key", "javascript:alert(1)")] },
        { type: "paragraph", runs: [run("see here", "https://example.org/")] },
      ],
    },
  });
  await screen.findByRole("heading", { level: 1, name: "Keys" });
  screen.getByText(/Two people hold/);
  expect(screen.queryByRole("link", { name: "each key" })).toBeNull();
  screen.getByRole("link", { name: "see here" });
  screen.getByText(/Writing opens in a moment/);
});

test("a damaged text says what is safe, and what can be read is still shown", async () => {
  open(`${at}/a1`, {
    agreements: [row("a1", "Keys")],
    openFault: "corrupt",
    readable: {
      title: "Keys",
      blocks: [{ type: "paragraph", runs: [{ text: "Two people", strong: false, em: false, link: null }] }],
    },
  });
  await screen.findByRole("heading", { name: "This text is damaged on this device" });
  screen.getByText("Two people");
});

test("a text from a newer app says why it can only be read, and cannot be renamed here", async () => {
  const handle = new Handle(A.clone(blank()));
  const presence = { publish: () => {}, others: () => [] };
  open(`${at}/a1`, {
    agreements: [row("a1", "Keys")],
    newer: true,
    live: { handle, path: ["text"], presence },
  });
  await screen.findByRole("heading", { name: "A newer app has been at work here" });
  const box = await screen.findByRole("textbox", { name: "Text of the agreement" });
  expect(box.getAttribute("contenteditable")).toBe("false");
  expect(screen.queryByRole("toolbar")).toBeNull();
  expect(screen.queryByRole("button", { name: "Change the title" })).toBeNull();
});

test("the page stops saying that nothing is written with the first letter, though the words kept for reading lag", async () => {
  const handle = new Handle(A.clone(blank()));
  open(`${at}/a1`, {
    agreements: [row("a1", "Keys")],
    readable: { title: "Keys", blocks: [{ type: "paragraph", runs: [] }] },
    live: { handle, path: ["text"], presence: { publish: () => {}, others: () => [] } },
  });
  await screen.findByRole("textbox", { name: "Text of the agreement" });
  screen.getByText("Nothing is written in it yet");
  handle.change((draft: never) => A.splice(draft, ["text"], 1, 0, "T"));
  expect(screen.queryByText("Nothing is written in it yet")).toBeNull();
  expect(screen.queryByText("Write here. Three lines are enough.")).toBeNull();
});

test("B5 a working group's own paper leads back to it, and is decided there", async () => {
  const circle = "ab".repeat(32);
  const kitchen = {
    ...{ id: "k1", circle: circle as never, name: "Kitchen", mandate: "Soup.", agreement: null },
    ...{ requests: [], offers: [], taken: [], behind: false },
  };
  open(`${at}/a1`, {
    circles: [{ id: circle, mine: "seated", people: [] } as never],
    inside: [{ ...row("a1", "Soup on Tuesdays"), kind: "agreement", circle }],
    views: { "working-groups": { title: "", groups: [kitchen], away: [] } },
    readable: { title: "Soup on Tuesdays", blocks: [] },
  });
  const main = within(await screen.findByRole("main"));
  await main.findByRole("heading", { level: 1 });
  const ways = await main.findAllByRole<HTMLAnchorElement>("link", { name: "Kitchen" });
  expect(ways.map((way) => new URL(way.href).pathname)).toEqual(Array(2).fill("/g/c0ffee/working-groups/k1"));
  expect(main.queryByText("Everyone")).toBeNull();
  expect(main.queryByRole("link", { name: "Back to the list" })).toBeNull();
});

test("the title is changed in place, and the focus comes back", async () => {
  const workspace = open(`${at}/a1`, { agreements: [row("a1", "Keys")] });
  fireEvent.click(await screen.findByRole("button", { name: "Change the title" }));
  expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "Title" }));
  fireEvent.input(screen.getByRole("textbox", { name: "Title" }), { target: { value: "Who holds the keys" } });
  fireEvent.click(screen.getByRole("button", { name: "Keep this title" }));
  await waitFor(() => expect(workspace.done).toContain("rename a1 Who holds the keys"));
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("button", { name: "Change the title" })));
});

const facts = (change: Partial<AgreementFacts>) => ({
  title: "Keys",
  blocks: [],
  facts: { ...parseAgreementFacts({}), ...change },
});
const writable = () => ({
  handle: new Handle(A.clone(blank())),
  path: ["text"] as const,
  presence: { publish: () => {}, others: () => [] },
});

test("what stands on top is read before the document is there: summary, who decides, when it is looked at again", async () => {
  open(`${at}/a1`, {
    agreements: [row("a1", "Keys")],
    readable: facts({
      summary: "Two people hold each key.",
      decides: { kind: "law", why: "Fire safety." },
      reviewOn: "2027-03-12" as Day,
    }),
  });
  await screen.findByText("Two people hold each key.");
  screen.getByText("Reserved by law: Fire safety.");
  screen.getByText("12 March 2027");
  expect(screen.queryByRole("button", { name: "Change what stands here" })).toBeNull();
});

test("each part that was changed on top is written, and nothing else; what is refused is said at its field", async () => {
  const workspace = open(
    `${at}/a1`,
    { agreements: [row("a1", "Keys")], readable: facts({ summary: "Old." }), live: writable() },
    { change: (verb) => (verb === "sayLanguage" ? { ok: false, reason: "no-such-language" } : { ok: true }) as never },
  );
  fireEvent.click(await screen.findByRole("button", { name: "Change what stands here" }));
  fireEvent.input(screen.getByRole("textbox", { name: "Summary" }), { target: { value: "Two hold each key." } });
  fireEvent.input(screen.getByLabelText("Review on"), { target: { value: "2027-03-12" } });
  fireEvent.input(screen.getByRole("textbox", { name: "Language" }), { target: { value: "Spanish" } });
  fireEvent.click(screen.getByRole("button", { name: "Keep it" }));
  await screen.findByText(/not how the web writes a language/);
  expect(workspace.done).toEqual([
    'summarise {"summary":"Two hold each key."}',
    'reviewBy {"on":"2027-03-12"}',
    'sayLanguage {"language":"Spanish"}',
  ]);
});

test("of two summaries written at once both are shown, and one press says which stands", async () => {
  const workspace = open(`${at}/a1`, {
    agreements: [row("a1", "Keys")],
    readable: facts({ summary: "Two hold each key.", otherSummaries: ["Nobody holds a key alone."] }),
    live: writable(),
  });
  await screen.findByText(/Nobody holds a key alone/);
  fireEvent.click(await screen.findByRole("button", { name: "Take that one" }));
  expect(workspace.done).toEqual(['summarise {"summary":"Nobody holds a key alone."}']);
});

const view = (state: AgreementView["state"]): AgreementView => ({
  ...agreementView("none", [], "2026-06-11" as Day),
  state,
});

test("A2 the day on which it is looked at again is the one the group decided, whatever was written down before", async () => {
  open(`${at}/a1`, {
    agreements: [row("a1", "Keys")],
    readable: facts({ reviewOn: "2026-12-01" as Day }),
    comesTo: { a1: view({ kind: "in-force", since: Date.UTC(2026, 2, 12), reviewOn: "2027-03-12" as Day }) },
  });
  await screen.findByText("12 March 2027");
  expect(screen.queryByText("1 December 2026")).toBeNull();
});

test("the list tells what each agreement comes to: what waits for somebody first, what is kept in view before the others", async () => {
  const day = "2026-06-01" as Day;
  open(at, {
    agreements: [row("a1", "Doors"), row("a2", "Keys"), { ...row("a3", "Locks"), pinned: true }, row("a4", "Tin")],
    comesTo: {
      a1: view({ kind: "let-go", at: Date.UTC(2026, 1, 3), proposal: "p" }),
      a2: view({ kind: "in-force", since: Date.UTC(2026, 2, 12), reviewOn: "2027-03-12" as Day }),
      a3: view({ kind: "in-force", since: Date.UTC(2026, 2, 12), reviewOn: null }),
      a4: view({ kind: "review-due", since: Date.UTC(2026, 2, 12), reviewOn: day }),
    },
  });
  await screen.findByRole("heading", { name: "Review due" });
  expect(screen.getAllByRole("heading", { level: 2 }).map((one) => one.textContent)).toEqual([
    "Canal Side Tenants",
    "Review due",
    "In force",
    "Let go",
  ]);
  expect(screen.getAllByRole("heading", { level: 3 }).map((one) => one.textContent)).toEqual([
    "Tin",
    "Locks",
    "Keys",
    "Doors",
  ]);
  screen.getByText("In force since 12 March 2026 · Review on 12 March 2027");
  screen.getByText(/Kept in view/);
});

test("a new agreement can begin with words of ours: their title comes along, and whose they are is said", async () => {
  const workspace = open(at);
  fireEvent.click(await screen.findByRole("button", { name: "New agreement" }));
  const begin = screen.getByRole<HTMLSelectElement>("combobox", { name: "Begin with" });
  await waitFor(() => expect(begin.options.length).toBeGreaterThan(5));
  // Before anybody chooses.
  await screen.findByText(new RegExp(`by ${origin.by}, after ${origin.after}\\. ${origin.licence}`));
  fireEvent.change(begin, { target: { value: "ours how-we-decide" } });
  expect(screen.getByRole<HTMLInputElement>("textbox", { name: "Title" }).value).toBe("How we decide");
  screen.getByText(/CC0 1.0/);
  fireEvent.click(screen.getByRole("button", { name: "Start writing" }));
  await waitFor(() => expect(workspace.done[0]).toMatch(/^newAgreement How we decide with \d+ blocks$/));
});

test("the group's own words to begin with are chosen like ours, and what they were made from does not come along", async () => {
  const own = { ...row("t1", "Our minutes"), agreement: "a1", as: "template", readers: { kind: "everyone" } } as never;
  const workspace = open(at, { madeFrom: [own], textAt: { ...facts({}), facts: parseAgreementFacts({}) } });
  fireEvent.click(await screen.findByRole("button", { name: "New agreement" }));
  fireEvent.change(screen.getByRole("combobox", { name: "Begin with" }), { target: { value: "own t1" } });
  fireEvent.click(screen.getByRole("button", { name: "Start writing" }));
  await waitFor(() => expect(workspace.done).toEqual(["newAgreement Our minutes with 0 blocks"]));
});

test("an agreement is kept in view, and saved to begin others with", async () => {
  const workspace = open(`${at}/a1`, { agreements: [row("a1", "Keys")], readable: facts({}) });
  fireEvent.click(await screen.findByRole("button", { name: "Keep in view" }));
  fireEvent.click(screen.getByRole("button", { name: "Save to begin others with" }));
  await screen.findByText(/can be chosen under New agreement/);
  expect(workspace.done).toEqual([
    "pin a1 true",
    'madeFrom.begin {"agreement":"a1","as":"template","name":"Keys","readers":{"kind":"everyone"}}',
  ]);
});

function choose(file: File) {
  const input = document.querySelector<HTMLInputElement>("input[type=file]")!;
  Object.defineProperty(input, "files", { value: [file], configurable: true });
  fireEvent.change(input);
}
