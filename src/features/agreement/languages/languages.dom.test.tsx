// H4 The same agreement in other languages: begun with the words as they are, marked where the original moved on.
import * as A from "@automerge/automerge/slim";
import { type DocumentId, parseAgreementFacts } from "@fogata/domain";
import { cleanup, fireEvent, screen, waitFor, within } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { openApp } from "../../../../test/support/app.tsx";
import { emptyPicture, type GroupPicture, groupOf } from "../../../../test/support/workspace-double.ts";
import type { MadeFromRow } from "../../../workspace/made-from.types.ts";
import { blank, Handle } from "../editor/testing/people.ts";

afterEach(cleanup);
const at = "/g/c0ffee/agreements";
const run = (text: string) => ({ text, strong: false, em: false, link: null });
const say = (text: string, facts = {}) => ({
  title: "Keys",
  blocks: [{ type: "paragraph" as const, runs: [run(text)] }],
  facts: { ...parseAgreementFacts({}), language: "en", ...facts },
});
const spanish: MadeFromRow = {
  id: "t1" as DocumentId,
  title: "Spanish",
  at: Date.now(),
  agreement: "a1" as DocumentId,
  as: "translation",
  readers: { kind: "everyone" },
};
const base = { document: "a1" as DocumentId, heads: ["ab".repeat(32)] };
const from = { as: "translation" as const, agreement: "a1" as DocumentId, base };
const open = (path: string, change: Partial<GroupPicture>) =>
  openApp(path, {
    ...emptyPicture(),
    groups: [groupOf(["Gwen"], { agreements: [{ id: "a1", title: "Keys", at: Date.now() }], ...change })],
  });

test("H4 another language is begun by its tag, and what is no language is refused at its field", async () => {
  const workspace = open(`${at}/a1`, { readable: say("Two people.") });
  fireEvent.click(await screen.findByRole("button", { name: "Write it in another language" }));
  const dialog = screen.getByRole("dialog", { name: "Write it in another language" });
  const field = within(dialog).getByRole("textbox", { name: "Language" });
  fireEvent.input(field, { target: { value: "español!" } });
  fireEvent.click(within(dialog).getByRole("button", { name: "Begin" }));
  await within(dialog).findByText(/not how the web writes a language/);
  fireEvent.input(field, { target: { value: "es" } });
  fireEvent.click(within(dialog).getByRole("button", { name: "Begin" }));
  await waitFor(() =>
    expect(workspace.done).toContain(
      'madeFrom.begin {"agreement":"a1","as":"translation","name":"Spanish","language":"es","readers":{"kind":"everyone"}}',
    ),
  );
});

test("H4 a translation whose original says the same stands in the list without a mark", async () => {
  open(`${at}/a1`, {
    readable: say("Two people."),
    madeFrom: [spanish],
    textAt: say("Two people."),
    views: { agreement: { ...say("Dos personas."), facts: { ...say("").facts, language: "es", from } } },
  });
  const link = await screen.findByRole("link", { name: "Spanish" });
  expect(link.getAttribute("lang")).toBe("es");
  screen.getByText(/What was decided is the text in English/);
  expect(screen.queryByText("Behind")).toBeNull();
});

test("H4 where the original moved on, the translation is behind, shows what changed, and says when it is not any more", async () => {
  const texts = { base: say("Two people."), now: say("Two people hold each key.") };
  const change: Partial<GroupPicture> = {
    madeFrom: [spanish],
    textsAt: (point) => ("heads" in point ? texts.base : texts.now),
    views: { agreement: { ...say("Dos personas."), facts: { ...say("").facts, language: "es", from } } },
  };
  open(`${at}/a1`, { readable: say("Two people."), ...change });
  await screen.findByText("Behind");
  cleanup();
  const handle = new Handle(A.clone(blank()));
  const workspace = open(`${at}/t1`, {
    ...change,
    readable: say("Dos personas.", { language: "es", from }),
    live: { handle, path: ["text"], presence: { publish: () => {}, others: () => [] } },
  });
  await screen.findByText(/The original has moved on/);
  expect(document.querySelector("ins")?.textContent).toContain("hold each key");
  fireEvent.click(screen.getByRole("button", { name: "It says the same again" }));
  expect(workspace.done).toEqual([
    `sayMadeFrom ${JSON.stringify({ ...from, base: { document: "a1", heads: ["ab".repeat(32)] } })}`,
  ]);
});
