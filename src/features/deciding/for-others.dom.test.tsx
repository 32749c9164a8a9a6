// H5 B8 An answer given for somebody who cannot: it says whose it is and how it was told, and they confirm it themselves.
import { cleanup, fireEvent, screen, waitFor, within } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { openApp } from "../../../test/support/app.tsx";
import { emptyPicture, groupOf } from "../../../test/support/workspace-double.ts";
import { member, question, said, views } from "../../../test/tools/preview/deciding-scenes.ts";

afterEach(cleanup);
const names = ["Ines", "Amina", "Bea"];
const open = (view: ReturnType<typeof question>) =>
  openApp(`/g/c0ffee/questions/${view.proposal}`, {
    ...emptyPicture(),
    groups: [groupOf(names, { views, questions: [view] })],
  });
const whose = () => screen.getByRole<HTMLSelectElement>("combobox", { name: "Whose answer is it" });
const send = () => fireEvent.click(screen.getByRole("button", { name: "Send my answer" }));
const missing = /^Choose whose answer it is/;

test("Ines gives Amina's answer: it is sent as Amina's, with how it was told", async () => {
  const workspace = open(question(1, "Children are welcome.", { people: said(names, [null]) }));
  const mine = within(await screen.findByRole("radiogroup", { name: "My answer" }));
  fireEvent.click(mine.getByRole("radio", { name: "Agree" }));
  fireEvent.click(screen.getByRole("checkbox", { name: "Answer for somebody who cannot" }));
  const amina = [...whose().options].find((one) => one.text === "Amina")!;
  fireEvent.change(whose(), { target: { value: amina.value } });
  fireEvent.change(screen.getByRole("combobox", { name: "How they told you" }), { target: { value: "phone" } });
  send();
  await screen.findByText("Your answer is kept.");
  expect(workspace.done).toHaveLength(1);
  expect(workspace.done[0]).toContain(`"given":${JSON.stringify({ to: member("Amina"), how: "phone" })}`);
});

test("where it is not said whose answer it is, nothing is sent as my own: the field asks", async () => {
  const workspace = open(question(1, "Children are welcome.", { people: said(names, [null]) }));
  const mine = within(await screen.findByRole("radiogroup", { name: "My answer" }));
  fireEvent.click(mine.getByRole("radio", { name: "Agree" }));
  const forOther = screen.getByRole("checkbox", { name: "Answer for somebody who cannot" });
  fireEvent.click(forOther);
  send();
  await screen.findByText(missing);
  await waitFor(() => expect(document.activeElement).toBe(whose()));
  expect(whose().getAttribute("aria-invalid")).toBe("true");
  expect(workspace.done).toEqual([]);
  // It was my own after all.
  fireEvent.click(forOther);
  expect(screen.queryByText(missing)).toBeNull();
  send();
  await waitFor(() => expect(workspace.done).toHaveLength(1));
  expect(workspace.done[0]).toContain('"given":null');
});

test("Ines confirms what Amina gave for her, and it is her own from then on", async () => {
  const [first, ...others] = said(names, ["concern", null]);
  const given = {
    ...first!.answer!,
    ...{ by: member("Amina"), given: { to: member("Ines"), how: "phone" as const }, standing: "unconfirmed" as const },
  };
  const people = [{ ...first!, answer: given, trail: [given] }, ...others];
  const workspace = open(question(1, "Children are welcome.", { people }));
  await screen.findByText("Amina gave this answer for you");
  fireEvent.click(screen.getByRole("button", { name: "That is my answer" }));
  await waitFor(() => expect(workspace.done).toHaveLength(1));
  expect(workspace.done[0]).toMatch(/^answer .*"kind":"concern".*"reason":"The stairs are steep\."/);
  expect(workspace.done[0]).toContain('"given":null');
  expect(workspace.done[0]).toContain(`"confirms":"${given.statement}"`);
});
