// The past of an agreement: gone through by sittings, edits and names; what changed since I last looked.
import * as A from "@automerge/automerge/slim";
import { parseAgreementFacts } from "@fogata/domain";
import { cleanup, fireEvent, screen, waitFor } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { openApp } from "../../../../test/support/app.tsx";
import { emptyPicture, type GroupPicture, groupOf } from "../../../../test/support/workspace-double.ts";
import type { PastRow } from "../../../workspace/made-from.types.ts";
import { blank, Handle } from "../editor/testing/people.ts";

afterEach(cleanup);
const written = { title: "Keys", blocks: [], facts: parseAgreementFacts({}) };
const past = (by: string | null, edits: number, change: Partial<PastRow> = {}): PastRow => ({
  name: null,
  by: by === null ? null : `member-${by}`,
  at: Date.now(),
  edits,
  before: ["ab".repeat(32)],
  heads: ["cd".repeat(32)],
  ...change,
});
const open = (change: Partial<GroupPicture>) =>
  openApp("/g/c0ffee/agreements/a1", {
    ...emptyPicture(),
    groups: [
      groupOf(["Gwen", "Bea"], {
        agreements: [{ id: "a1", title: "Keys", at: Date.now() }],
        readable: written,
        textAt: written,
        live: {
          handle: new Handle(A.clone(blank())),
          path: ["text"],
          presence: { publish: () => {}, others: () => [] },
        },
        ...change,
      }),
    ],
  });

test("a slider goes through the sittings and tells whose each is; one person's can be looked at alone", async () => {
  open({
    history: {
      sittings: [past(null, 1, { before: null }), past("Gwen", 3), past("Bea", 1), past("Gwen", 2)],
      edits: [past("Gwen", 1)],
      named: [],
    },
  });
  fireEvent.click(await screen.findByRole("button", { name: "History" }));
  const slider = await screen.findByRole<HTMLInputElement>("slider", { name: "How far back" });
  expect([slider.max, slider.value]).toEqual(["3", "3"]);
  expect(slider.getAttribute("aria-valuetext")).toBe("Gwen wrote here just now.");
  fireEvent.input(slider, { target: { value: "2" } });
  expect(slider.getAttribute("aria-valuetext")).toBe("Bea wrote here just now.");
  await screen.findByText("Nothing is different yet.");
  fireEvent.change(screen.getByRole("combobox", { name: "Whose" }), { target: { value: "member-Gwen" } });
  expect(screen.getByRole<HTMLInputElement>("slider").max).toBe("1");
  fireEvent.click(screen.getByRole("radio", { name: "Named version" }));
  await screen.findByText("There is nothing here yet.");
});

test("a point in the past is given a name", async () => {
  const workspace = open({ history: { sittings: [past("Gwen", 1)], edits: [], named: [] } });
  fireEvent.click(await screen.findByRole("button", { name: "History" }));
  fireEvent.input(await screen.findByRole("textbox", { name: "Name this version" }), { target: { value: "In May" } });
  fireEvent.click(screen.getByRole("button", { name: "Keep the name" }));
  await waitFor(() => expect(workspace.done).toContain(`nameVersion {"name":"In May","heads":["${"cd".repeat(32)}"]}`));
});

test("what changed since I last looked is offered only where something did", async () => {
  open({});
  await screen.findByRole("button", { name: "History" });
  expect(screen.queryByRole("button", { name: "What changed since I last looked" })).toBeNull();
  cleanup();
  open({ lookedAt: ["ef".repeat(32)] });
  fireEvent.click(await screen.findByRole("button", { name: "What changed since I last looked" }));
  await screen.findByText("Nothing is different yet.");
});
