import { expect, test } from "vitest";
import { hashOf, idOf, story } from "../../testing/deciding.ts";
import { agreementView } from "./agreement-state.ts";
import { callBackTold, isTold, tell, toldDecisions, viewOfTold } from "./told.ts";
import type { Said } from "./types.ts";

function decided() {
  const garden = story({ full: ["Alice", "Bob"], circle: "working group" });
  garden.asks("Alice", { rule: { kind: "few", number: 2 }, sentence: "We plant potatoes." });
  garden.day(1);
  garden.answers("Alice", "agree");
  garden.answers("Bob", "agree");
  garden.closes("Bob");
  return garden;
}
const inGroup = (name: string, words: NonNullable<ReturnType<typeof tell>>, time: number): Said => {
  const said = { ...words, person: idOf(name), device: idOf(`${name}'s phone`), circle: hashOf("the group"), time };
  return { ...said, hash: hashOf(JSON.stringify(said)) };
};

test("D29 a working group's decision is one line in everyone's log, whoever of them tells it", () => {
  const garden = decided();
  const words = tell(garden.view())!;
  const [alice, bob] = [inGroup("Alice", words, 2), inGroup("Bob", words, 1)];
  const { closing, since } = garden.view().decided!;
  const line = {
    ...{ circle: garden.circle, proposal: garden.proposal(), closing, since, sentence: "We plant potatoes." },
    ...{ rule: { kind: "few", number: 2 }, text: hashOf("first text"), doc: garden.doc },
    ...{ by: [idOf("Bob"), idOf("Alice")], callBacks: [], about: { kind: "draft", replaces: null }, reviewOn: null },
  };
  expect(toldDecisions([alice, bob, alice])).toEqual([line]);
  expect(toldDecisions([bob, alice])).toEqual([line]);
});

test("D29 any member calls it back from there, and those in the working group see it", () => {
  const garden = decided();
  const told = toldDecisions([inGroup("Alice", tell(garden.view())!, 1)])[0]!;
  expect(callBackTold(told, " ")).toBe(null);
  const back = inGroup("Eve", callBackTold(told, "the beds are for everybody")!, 2);
  expect(toldDecisions([back, inGroup("Alice", tell(garden.view())!, 1)])[0]?.callBacks).toMatchObject([
    { by: idOf("Eve"), reason: "the beds are for everybody" },
  ]);
  garden.everything.push({ ...back, time: garden.now() });
  expect(garden.view().state).toEqual({ kind: "talking-again", why: ["called-back"] });
});

test("D29 whoever hurries to tell it otherwise keeps nobody from telling it as it is", () => {
  const view = decided().view();
  const words = tell(view)!;
  const lies: Record<string, string | number>[] = [
    { sentence: "We plant roses." },
    { rule: "consent", number: 2 },
    { proposal: hashOf("another") },
    { about: "let-go" },
    { review: "2030-01-01" },
  ];
  for (const lie of lies) {
    const eve = inGroup("Eve", { ...words, details: { ...words.details, ...lie } }, 1);
    expect(isTold(view, toldDecisions([eve]))).toBe(false);
    expect(isTold(view, toldDecisions([eve, inGroup("Bob", words, 2)]))).toBe(true);
  }
  const otherText = inGroup("Eve", { ...words, text: hashOf("another text") }, 1);
  expect(isTold(view, toldDecisions([otherText]))).toBe(false);
});

test("D29 told otherwise it is two lines, each with who said so; what is not decided is not told", () => {
  const garden = decided();
  const words = tell(garden.view())!;
  const other = { ...words, details: { ...words.details, sentence: "We plant roses." } };
  const lines = toldDecisions([inGroup("Alice", words, 1), inGroup("Eve", other, 2)]);
  expect(lines.map(({ by, sentence }) => [by, sentence]).sort()).toEqual(
    [
      [[idOf("Alice")], "We plant potatoes."],
      [[idOf("Eve")], "We plant roses."],
    ].sort(),
  );
  const open = story({ circle: "working group" });
  open.asks("Alice");
  expect(tell(open.view())).toBe(null);
  expect(toldDecisions([inGroup("Eve", { ...words, details: { sentence: "x" } }, 1)])).toEqual([]);
});

test("B6 what a working group put in force is in force for everybody: taken up, changed and let go, and marked once called back", () => {
  const garden = decided();
  const told = [inGroup("Bob", tell(garden.view())!, 1)];
  const seen = () => toldDecisions(told).map(viewOfTold);
  const comesTo = (doc = garden.doc) => agreementView(doc, seen(), "2027-02-01" as never);
  expect(comesTo()).toMatchObject({
    state: { kind: "in-force", since: garden.view().decided!.since },
    force: { text: hashOf("first text"), doc: garden.doc, proposal: garden.proposal() },
  });
  const [other, about] = [idOf("a change"), { kind: "amendment", of: garden.doc, base: hashOf("first text") } as const];
  garden.day(2);
  garden.asks("Alice", { rule: { kind: "few", number: 2 }, doc: other, about, text: hashOf("more beds") });
  for (const name of ["Alice", "Bob"] as const) garden.answers(name, "agree");
  garden.closes("Alice");
  told.push(inGroup("Alice", tell(garden.view())!, 2));
  expect(comesTo().force).toMatchObject({ text: hashOf("more beds"), doc: other });
  expect(comesTo(other).state.kind).toBe("taken-in");
  const [last] = toldDecisions(told);
  told.push(inGroup("Eve", callBackTold(last!, "they are for everybody")!, 3));
  expect(comesTo()).toMatchObject({ state: { kind: "in-force" }, marked: ["called-back"] });
});
