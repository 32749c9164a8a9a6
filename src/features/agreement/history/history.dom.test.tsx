// The past of an agreement: gone through by sittings, edits and names; what changed since I last looked.
import * as A from "@automerge/automerge/slim";
import { parseAgreementFacts } from "@fogata/domain";
import { cleanup, fireEvent, screen, waitFor } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { openApp } from "../../../../test/support/app.tsx";
import { emptyPicture, type GroupPicture, groupOf } from "../../../../test/support/workspace-double.ts";
import type { ExactPoint, PastRow } from "../../../workspace/made-from.types.ts";
import type { LiveAgreement } from "../../../workspace/types.ts";
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
const live: LiveAgreement = {
  handle: new Handle(A.clone(blank())),
  path: ["text"],
  presence: { publish: () => {}, others: () => [] },
};
const open = (change: Partial<GroupPicture>) =>
  openApp("/g/c0ffee/agreements/a1", {
    ...emptyPicture(),
    groups: [
      groupOf(["Gwen", "Bea"], {
        agreements: [{ id: "a1", title: "Keys", at: Date.now() }],
        readable: written,
        textAt: written,
        live,
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
  fireEvent.input(slider, { target: { value: "0" } });
  expect(slider.getAttribute("aria-valuetext"), "nobody’s, on no day").toBe("It began with this.");
  fireEvent.change(screen.getByRole("combobox", { name: "Whose" }), { target: { value: "member-Gwen" } });
  expect(screen.getByRole<HTMLInputElement>("slider").max).toBe("1");
  fireEvent.click(screen.getByRole("radio", { name: "Named version" }));
  await screen.findByText("There is nothing here yet.");
});

test("D38 ten thousand edits are gone through without waiting: what each changed is read once the slider rests", async () => {
  const read: string[] = [];
  const edits = Array.from({ length: 10_000 }, (_, n) => past(n % 2 ? "Gwen" : "Bea", 1, { heads: [`${n}`] }));
  open({
    history: { sittings: [past("Gwen", 9)], edits, named: [] },
    textsAt: (point) => {
      if ("heads" in point) read.push(point.heads.join());
      return written;
    },
  });
  fireEvent.click(await screen.findByRole("button", { name: "History" }));
  fireEvent.click(await screen.findByRole("radio", { name: "Edit" }));
  const slider = screen.getByRole<HTMLInputElement>("slider", { name: "How far back" });
  expect([slider.max, slider.value]).toEqual(["9999", "9999"]);
  for (let at = 9_000; at > 8_000; at -= 10) fireEvent.input(slider, { target: { value: `${at}` } });
  expect(slider.getAttribute("aria-valuetext")).toMatch(/^Bea wrote here/);
  await waitFor(() => expect(read).toContain("8010"));
  expect(read.filter((one) => Number(one) < 9_999 && Number(one) > 8_010)).toEqual([]);
  // One by one, for a thumb under which the slider moves by hundreds; a screen reader is told where it has come to.
  fireEvent.click(screen.getByRole("button", { name: "Earlier" }));
  expect(slider.value).toBe("8009");
  screen.getByText(/^Gwen wrote here/, { selector: "[aria-live]" });
  fireEvent.click(screen.getByRole("button", { name: "Later" }));
  expect(slider.value).toBe("8010");
});

test("D38 who wrote what is told in words, a name before each stretch of somebody else", async () => {
  const begun = A.clone(blank());
  const by = (device: string) => `${device.repeat(16)}01020304`;
  const gwen = A.change(A.clone(begun, { actor: by("a1") }), (draft) => A.splice(draft, ["text"], 1, 0, "Two close. "));
  const both = A.change(A.clone(gwen, { actor: by("b0") }), (draft) => A.splice(draft, ["text"], 12, 0, "One counts."));
  const people = groupOf(["Gwen", "Bea"], {}).people.map((one, n) => {
    return { ...one, devices: [{ ...one.devices[0]!, id: ["a1", "b0"][n]!.repeat(16) }] };
  });
  open({ people: people as never, live: { ...live, handle: new Handle(both) } });
  fireEvent.click(await screen.findByRole("button", { name: "Who wrote what" }));
  const region = await screen.findByRole("region", { name: "Who wrote what" });
  await waitFor(() => expect(region.textContent).toContain("Gwen: Two close. Bea: One counts."));
  fireEvent.click(screen.getByRole("button", { name: "Close who wrote what" }));
  expect(screen.queryByRole("region", { name: "Who wrote what" })).toBeNull();
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

test("D33 where a change is in force, its past, its writers and what changed since I looked are of its words", async () => {
  const wordsBy = (device: string, words: string) => {
    const begun = A.clone(blank(), { actor: `${device.repeat(16)}01020304` });
    const doc = A.change(begun, (draft) => void A.splice(draft, ["text"], 1, 0, words));
    return { ...live, handle: new Handle(doc) };
  };
  const written = (text: string) => {
    const runs = [{ text, strong: false, em: false, link: null }];
    return { title: "Keys", blocks: [{ type: "paragraph" as const, runs }], facts: parseAgreementFacts({}) };
  };
  const hash = "ab".repeat(32) as never;
  const state = { kind: "in-force" as const, since: 1, reviewOn: null };
  const view = { state, marked: [], history: [], open: [], overtaken: [], concerns: [] };
  const base = { document: "a1", heads: ["01".repeat(32)] };
  const from = { as: "amendment" as const, agreement: "a1", base };
  const asked: ExactPoint[] = [];
  const group: Partial<GroupPicture> = {
    comesTo: { a1: { ...view, force: { text: hash, doc: "a2", proposal: hash } } },
    live: wordsBy("a1", "One closes."),
    history: { sittings: [past(null, 1, { before: null }), past("Gwen", 1)], edits: [], named: [] },
    textsAt: (point) => {
      asked.push(point);
      return written(point.document === "a2" ? "Two close." : "One closes.");
    },
  };
  const amendment = {
    live: wordsBy("a1", "Two close."),
    history: { sittings: [past(null, 1, { before: null, heads: ["02".repeat(32)] })], edits: [], named: [] },
    readable: { ...written("Two close."), facts: { ...parseAgreementFacts({}), from } } as never,
    lookedAt: [],
  };
  open({ ...group, inDocument: { a2: amendment } });
  fireEvent.click(await screen.findByRole("button", { name: "Who wrote what" }));
  const who = await screen.findByRole("region", { name: "Who wrote what" });
  await waitFor(() => expect(who.textContent).toContain("Two close."));
  expect(who.textContent).not.toContain("One closes.");

  // I have been here, and never saw the change: what it took the place of is what I saw.
  fireEvent.click(screen.getByRole("button", { name: "What changed since I last looked" }));
  await waitFor(() => expect(document.querySelector(".comparison ins")?.textContent).toContain("Two"));
  expect(asked).toContainEqual(base);
  expect(asked).toContainEqual({ document: "a2", hash });
  fireEvent.click(screen.getByRole("button", { name: "Close what changed" }));

  fireEvent.click(screen.getByRole("button", { name: "History" }));
  const slider = await screen.findByRole<HTMLInputElement>("slider", { name: "How far back" });
  expect(slider.max, "what was before is still gone through").toBe("2");
  await waitFor(() => expect(asked).toContainEqual({ document: "a2", heads: ["02".repeat(32)] }));
  expect(document.querySelector(".comparison ins")?.textContent).toContain("Two");
  expect(document.querySelector(".comparison del")?.textContent).toContain("One");

  // Whoever was never here has nothing to be told; nor has whoever saw the change as it is.
  for (const looked of [{ lookedAt: [] }, { inDocument: { a2: { ...amendment, lookedAt: null } } }]) {
    cleanup();
    open({ ...group, inDocument: { a2: amendment }, ...looked });
    await screen.findByRole("button", { name: "Who wrote what" });
    expect(screen.queryByRole("button", { name: "What changed since I last looked" })).toBeNull();
  }
});
