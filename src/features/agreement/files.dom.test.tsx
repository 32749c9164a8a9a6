// Agreements brought in from files and taken out as files, as the pages offer it.
import type { DocumentId } from "@fogata/domain";
import { cleanup, fireEvent, screen, waitFor, within } from "@solidjs/testing-library";
import { strFromU8, unzipSync } from "fflate";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openApp } from "../../../test/support/app.tsx";
import { type Answers, emptyPicture, type GroupPicture, groupOf } from "../../../test/support/workspace-double.ts";
import { madeDocx, p, r } from "../../office/testing/made.ts";

const at = "/g/c0ffee/agreements";
const open = (path: string, change: Partial<GroupPicture> = {}, answers?: Answers) =>
  openApp(path, { ...emptyPicture(), groups: [groupOf(["Gwen"], change)] }, answers);
const keys = { agreements: [{ id: "a1", title: "Keys", at: 0 }] } as Partial<GroupPicture>;

const saved: { name: string; file: Blob }[] = [];
beforeEach(() => {
  saved.length = 0;
  let last: Blob;
  vi.spyOn(URL, "createObjectURL").mockImplementation((blob) => {
    last = blob as Blob;
    return "blob:x";
  });
  vi.spyOn(URL, "revokeObjectURL").mockImplementation(() => {});
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    saved.push({ name: this.download, file: last });
  });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

async function choose(file: File) {
  await screen.findByRole("button", { name: "Import" });
  const input = document.querySelector<HTMLInputElement>("input[type=file]")!;
  Object.defineProperty(input, "files", { value: [file], configurable: true });
  fireEvent.change(input);
}

test("a Word document comes in by its words, whatever it is called, and opens", async () => {
  const workspace = open(at);
  await choose(new File([madeDocx({ body: p(r("Be kind.")) })], "House rules.docx"));
  await waitFor(() => expect(location.pathname).toBe(`${at}/a1`));
  expect(workspace.done).toEqual(["importWords  1 blocks"]);
});

test("what a file holds and an agreement cannot is said before the draft opens", async () => {
  open(at);
  await choose(new File([madeDocx({ body: p(`${r("Be kind.")}<w:r><w:drawing/></w:r>`) })], "House rules.docx"));
  const dialog = await screen.findByRole("dialog", { name: "Brought in" });
  within(dialog).getByText(/“House rules” is here as a draft/);
  within(dialog).getByText(/Pictures, shapes and boxes of text stayed behind/);
  fireEvent.click(within(dialog).getByRole("button", { name: "Open the draft" }));
  await waitFor(() => expect(location.pathname).toBe(`${at}/a1`));
});

test.each([
  ["a damaged file", [0x50, 0x4b, 3, 4, 9], /This file is damaged/],
  ["a file behind a password", [0xd0, 0xcf, 0x11, 0xe0], /behind a password/],
  ["a PDF", [..."%PDF-1.7"].map((c) => c.charCodeAt(0)), /cannot be read here/],
])("%s is refused in words, and nothing is begun", async (_, bytes, said) => {
  const workspace = open(at);
  await choose(new File([new Uint8Array(bytes)], "rules.docx"));
  await screen.findByText(said);
  expect(workspace.done).toEqual([]);
});

test("a file with entities of its own is refused for what it is", async () => {
  const bytes = madeDocx({ prolog: '<!DOCTYPE x [<!ENTITY a "b">]>', body: p(r("&a;")) });
  const workspace = open(at);
  await choose(new File([bytes], "rules.docx"));
  await screen.findByText(/can do harm/);
  expect(workspace.done).toEqual([]);
});

test("Export offers the kinds in plain words, and says under which name the file was saved", async () => {
  const words = {
    title: "Keys",
    blocks: [{ type: "why" as const, runs: [{ text: "So", strong: false, em: false, link: null }] }],
  };
  open(`${at}/a1`, keys, { takeOut: async () => ({ ok: true, value: { fileName: "Keys", words } }) });
  fireEvent.click(await screen.findByRole("button", { name: "Export" }));
  const dialog = screen.getByRole("dialog", { name: "Export" });
  expect(within(dialog).getAllByRole("listitem")).toHaveLength(4);
  fireEvent.click(within(dialog).getByRole("button", { name: "Word document" }));
  await screen.findByText("Saved as Keys.docx.");
  expect(screen.queryByRole("dialog")).toBeNull();
  const [file] = saved;
  expect(file?.name).toBe("Keys.docx");
  const xml = strFromU8(unzipSync(new Uint8Array(await file!.file.arrayBuffer()))["word/document.xml"]!);
  // Whoever reads it elsewhere learns that nobody has agreed to it yet.
  for (const said of ["Draft", "Who decides it: Everyone", "Why: ", "So"]) expect(xml).toContain(said);
});

test("Export of a change offers it with its changes, and says on top what it is a change to", async () => {
  const run = (text: string) => ({ text, strong: false, em: false, link: null });
  const text = (words: string) => ({ title: "Keys", blocks: [{ type: "paragraph" as const, runs: [run(words)] }] });
  const everyone = { kind: "everyone" } as const;
  const change = {
    id: "a2" as DocumentId,
    title: "Three",
    at: 0,
    agreement: "a1" as DocumentId,
    as: "amendment" as const,
  };
  const workspace = open(
    `${at}/a2`,
    { ...keys, madeFrom: [{ ...change, readers: everyone }] },
    {
      takeOut: async () => ({
        ok: true,
        value: { fileName: "Keys (Three)", words: text("Three hold each key."), base: text("Two hold each key.") },
      }),
    },
  );
  fireEvent.click(await screen.findByRole("button", { name: "Export" }));
  const dialog = screen.getByRole("dialog", { name: "Export" });
  expect(within(dialog).getAllByRole("listitem")).toHaveLength(5);
  fireEvent.click(within(dialog).getByRole("button", { name: "Word document" }));
  await screen.findByText("Saved as Keys (Three).docx.");
  const xml = strFromU8(unzipSync(new Uint8Array(await saved[0]!.file.arrayBuffer()))["word/document.xml"]!);
  for (const said of ["A change to Keys: Three", "What it would change is marked", 'w:author="Three"', "<w:delText"])
    expect(xml).toContain(said);
  fireEvent.click(screen.getByRole("button", { name: "Export" }));
  fireEvent.click(screen.getByRole("button", { name: "Markdown with the changes marked" }));
  await screen.findByText("Saved as text.md.");
  expect(workspace.done).toContain("exportMarkdown a2 marked");
});

test("Export of another language says which it is of", async () => {
  const words = { title: "Llaves", blocks: [] };
  const spanish = {
    id: "a2" as DocumentId,
    title: "Spanish",
    at: 0,
    agreement: "a1" as DocumentId,
    as: "translation" as const,
  };
  open(
    `${at}/a2`,
    { ...keys, madeFrom: [{ ...spanish, readers: { kind: "everyone" } }] },
    { takeOut: async () => ({ ok: true, value: { fileName: "Llaves (Spanish)", words } }) },
  );
  fireEvent.click(await screen.findByRole("button", { name: "Export" }));
  fireEvent.click(screen.getByRole("button", { name: "OpenDocument text" }));
  await screen.findByText("Saved as Llaves (Spanish).odt.");
  const xml = strFromU8(unzipSync(new Uint8Array(await saved[0]!.file.arrayBuffer()))["content.xml"]!);
  expect(xml).toContain("Keys, in Spanish");
});

test("Export as Markdown is the text as before, and what cannot be made is said", async () => {
  open(`${at}/a1`, keys, {
    exportMarkdown: async () => ({ ok: true, value: { fileName: "Keys.md", text: "# Keys\n" } }),
    takeOut: async () => ({ ok: false, reason: "missing" }),
  });
  fireEvent.click(await screen.findByRole("button", { name: "Export" }));
  fireEvent.click(screen.getByRole("button", { name: "Markdown" }));
  await screen.findByText("Saved as Keys.md.");
  expect(await saved[0]!.file.text()).toBe("# Keys\n");
  fireEvent.click(screen.getByRole("button", { name: "Export" }));
  fireEvent.click(screen.getByRole("button", { name: "OpenDocument text" }));
  await screen.findByText(/The file could not be made/);
  expect(saved).toHaveLength(1);
});

test("Print closes the dialog first, so that it is not on the paper", async () => {
  const dialogs: number[] = [];
  vi.stubGlobal("print", () => dialogs.push(document.querySelectorAll("dialog").length));
  open(`${at}/a1`, keys);
  fireEvent.click(await screen.findByRole("button", { name: "Export" }));
  fireEvent.click(screen.getByRole("button", { name: "Print" }));
  expect(dialogs).toEqual([0]);
  vi.unstubAllGlobals();
});
