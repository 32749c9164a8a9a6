// H2 A review from its page: the day as a calendar takes it, and *Keep* from the press to what the others read.
import { agreementView, type Day, parseAgreementFacts } from "@fogata/domain";
import { cleanup, fireEvent, screen, waitFor, within } from "@solidjs/testing-library";
import { afterEach, expect, test, vi } from "vitest";
import { openApp } from "../../../test/support/app.tsx";
import { emptyPicture, type GroupPicture, groupOf } from "../../../test/support/workspace-double.ts";
import { question, views } from "../../../test/tools/preview/deciding-scenes.ts";

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});
const open = (path: string, change: Partial<GroupPicture>) =>
  openApp(path, { ...emptyPicture(), groups: [groupOf(["Ines", "Amina", "Bea"], { views, ...change })] });
const inForce: Partial<GroupPicture> = {
  agreements: [{ id: "a1", title: "Children", at: 1, pinned: false }],
  comesTo: {
    a1: {
      ...agreementView("none", [], "2026-06-11" as Day),
      state: { kind: "in-force", since: 1, reviewOn: "2099-03-12" as Day },
      force: { doc: "a1", text: "cd", proposal: "p" },
    },
  },
  textAt: { title: "Children", blocks: [], facts: parseAgreementFacts({}) },
};

test("the file for a calendar has the day, and not a word of what it is about", async () => {
  const saved: { name: string; file: Blob }[] = [];
  let last: Blob;
  URL.createObjectURL = vi.fn((blob) => {
    last = blob as Blob;
    return "blob:x";
  });
  URL.revokeObjectURL = vi.fn();
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    saved.push({ name: this.download, file: last });
  });
  open("/g/c0ffee/agreements/a1", inForce);
  fireEvent.click(await screen.findByRole("button", { name: "Put this day in my calendar" }));
  await waitFor(() => expect(saved).toHaveLength(1));
  expect(saved[0]!.name).toBe("review-date.ics");
  expect(saved[0]!.file.type).toMatch(/^text\/calendar/);
  const file = await new Promise<string>((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.readAsText(saved[0]!.file);
  });
  expect(file).toContain("DTSTART;VALUE=DATE:20990312\r\n");
  expect(file).not.toMatch(/Children|c0ffee|a1\b|Ines/);
});

test("Keep asks everyone whether to keep it, and the question says so", async () => {
  const workspace = open("/g/c0ffee/agreements/a1", inForce);
  fireEvent.click(await screen.findByRole("button", { name: "Keep" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Ask the group" }));
  fireEvent.click(dialog.getByRole("button", { name: "Ask everyone" }));
  await waitFor(() => expect(workspace.done.join("\n")).toContain('"about":{"kind":"keep","document":"a1"}'));
  cleanup();
  const asked = question(1, "We keep “Children” as it is.", { doc: "a1" });
  open(`/g/c0ffee/questions/${asked.proposal}`, {
    ...inForce,
    questions: [{ ...asked, asked: { ...asked.asked, about: { kind: "keep" } } }],
  });
  await screen.findByText("Whether to keep it as it is.");
});
