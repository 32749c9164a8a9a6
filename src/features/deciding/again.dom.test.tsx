// A question in which too few were counted: asked again in one step of everybody who belongs now, and the old one says where
// it goes on.
import type { DecisionView } from "@fogata/domain";
import { cleanup, fireEvent, screen, waitFor, within } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { openApp } from "../../../test/support/app.tsx";
import { emptyPicture, type GroupPicture, groupOf } from "../../../test/support/workspace-double.ts";
import { decision, member, question, said, views } from "../../../test/tools/preview/deciding-scenes.ts";
import { goesOn, isOver, isStuck } from "./again.ts";

afterEach(cleanup);
const open = (path: string, questions: DecisionView[], change: Partial<GroupPicture> = {}) =>
  openApp(path, { ...emptyPicture(), groups: [groupOf(["Ines", "Amina", "Bea"], { views, questions, ...change })] });
const at = ({ proposal }: DecisionView) => `/g/c0ffee/questions/${proposal}`;
const alone = { by: member("Ines"), people: said(["Ines"], ["agree"]), missing: ["too-few-agree"] as never[] };
const asked = (n: number, change: Partial<DecisionView> = {}) => {
  const one = question(n, "We paint the door.", { ...alone, ...change });
  return { ...one, asked: { ...one.asked, rule: { kind: "few", number: 2 } as const, words: { agree: "Claro" } } };
};

test("D21 asked while too few were counted it says so, and is asked again with its words, rule and names of answers", async () => {
  const workspace = open(at(asked(1)), [asked(1)]);
  await screen.findByRole("heading", { name: "Too few were counted" });
  screen.getByText(/^Amina and Bea became full members since, and are not counted here/);
  fireEvent.click(screen.getByRole("button", { name: "Ask again" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Ask the group" }));
  dialog.getByText(/^The same question again/);
  expect(dialog.getByLabelText<HTMLTextAreaElement>("In one plain sentence").value).toBe("We paint the door.");
  expect(dialog.getByLabelText<HTMLSelectElement>("Rule").value).toBe("few");
  expect(dialog.getByLabelText<HTMLInputElement>("How many have to agree at least").value).toBe("2");
  expect(dialog.getByLabelText<HTMLInputElement>("Agree").value).toBe("Claro");
  expect(workspace.done.join()).not.toContain("ask");
  fireEvent.click(dialog.getByRole("button", { name: "Ask everyone" }));
  await waitFor(() => expect(workspace.done.join("\n")).toMatch(/^ask .*"number":2.*We paint the door.*Claro/m));
});

test("of a draft the same document is asked about; nobody has come since, and it waits for that", async () => {
  const one = asked(1, { doc: "a1" });
  const draft = { ...one, asked: { ...one.asked, about: { kind: "draft", replaces: null } as const } };
  const workspace = open(at(draft), [draft]);
  fireEvent.click(await screen.findByRole("button", { name: "Ask again" }));
  fireEvent.click(await screen.findByRole("button", { name: "Ask everyone" }));
  await waitFor(() => expect(workspace.done.join("\n")).toContain('"about":{"kind":"draft","document":"a1"}'));
  cleanup();
  const all = asked(2, { people: said(["Ines", "Amina", "Bea"], [null]) });
  const six = { ...all, asked: { ...all.asked, rule: { kind: "few", number: 6 } as const } };
  open(at(six), [six]);
  await screen.findByText("Once there are more, it can be asked again.");
  expect(screen.queryByRole("button", { name: "Ask again" })).toBe(null);
});

test("the old one says where it goes on, waits for nobody, and is in no list of what is being decided", async () => {
  const [old, next] = [asked(1), asked(2, { people: said(["Ines", "Amina", "Bea"], [null, "agree"]) })];
  open(at(old), [old, next]);
  const link = await screen.findByRole("link", { name: "We paint the door." });
  expect(link.getAttribute("href")).toBe(at(next));
  expect(screen.queryByRole("button", { name: "Ask again" })).toBe(null);
  cleanup();
  // Who came after it was not left out of it.
  const them = { ...groupOf(["Ines", "Amina", "Bea"], { views, questions: [old, next] }), me: "Bea" };
  openApp(at(old), { ...emptyPicture(), groups: [them] });
  await screen.findByText("What is said there counts.");
  expect(screen.queryByRole("button", { name: "I belonged, and was not asked" })).toBe(null);
  cleanup();
  open("/g/c0ffee/questions", [old, next]);
  const list = within(await screen.findByRole("region", { name: "Being decided" }));
  expect(list.getAllByRole("link").map((one) => one.getAttribute("href"))).toEqual([at(next)]);
  cleanup();
  open("/g/c0ffee", [asked(1, { people: said(["Ines"], [null]) }), next]);
  await waitFor(() => expect(screen.getAllByRole("region", { name: "We paint the door." })).toHaveLength(1));
});

test("one that can still be decided stays asked beside the other until that is decided: nobody draws answers away", async () => {
  const people = said(["Ines", "Amina"], [null]);
  const [old, next] = [asked(1, { people }), asked(2, { people: said(["Ines", "Amina", "Bea"], [null]) })];
  open(at(old), [old]);
  // Among what else can be done, not at the top.
  const acts = within(await screen.findByRole("region", { name: "What else you can do" }));
  acts.getByText(/^Bea became full member since/);
  acts.getByRole("button", { name: "Ask again" });
  cleanup();
  open(at(old), [old, next]);
  await screen.findByText(/^Both can still be answered/);
  screen.getByRole("radiogroup", { name: "My answer" });
  cleanup();
  open("/g/c0ffee", [old, next]);
  await waitFor(() => expect(screen.getAllByRole("region", { name: "We paint the door." })).toHaveLength(2));
});

test("where it goes on is the latest about the same, of the same circle, and never one that counts for nothing", () => {
  const [old, next] = [asked(1), asked(2)];
  expect(goesOn(old, [old, next, asked(3)])?.proposal).toBe(asked(3).proposal);
  expect(goesOn(next, [old, next])).toBe(null);
  expect(goesOn(old, [old, asked(2, { circle: "ab" })])).toBe(null);
  expect(goesOn(old, [old, asked(2, { state: { kind: "void", why: "left-out" } })])).toBe(null);
  expect(goesOn(old, [old, question(2, "We paint the gate.")])).toBe(null);
  expect(goesOn(decision(1, "We paint the door."), [next])).toBe(null);
  const able = asked(1, { people: said(["Ines", "Amina"], [null]) });
  expect([isStuck(old), isStuck(able)]).toEqual([true, false]);
  const decided = decision(2, "We paint the door.");
  expect([isOver(old, [next]), isOver(able, [next]), isOver(able, [decided])]).toEqual([true, false, true]);
});
