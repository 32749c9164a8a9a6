// I1 Numbers on which keys depend, over real devices, real documents and a real relay: a yes to a text that says them signs
// them as well, they hold once the text is in force and enough have signed, and from then on a removal takes as many.
import type { RelayAddress } from "@fogata/keys";
import { createMemoryStore, type RunningRelay, startRelay } from "@fogata/relay";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { GroupWorkspace } from "../../src/workspace/types.ts";
import { createWorkspace, type WholeWorkspace } from "../../src/workspace/workspace.ts";
import { type Circle, groupOfPeople, type Name, openAsk } from "../support/belonging.ts";
import { everybodyLeaves, type Person, p } from "../support/people.ts";
import { dayMs } from "../support/questions.ts";

let relay: RunningRelay;
let address: RelayAddress;
const workspaces: WholeWorkspace[] = [];
beforeEach(async () => {
  relay = await startRelay({ port: 0, host: "127.0.0.1", data: createMemoryStore() });
  address = { url: `ws://127.0.0.1:${relay.port}/relay`, key: relay.key };
});
afterEach(async () => {
  await Promise.all(workspaces.splice(0).map((one) => one.close()));
  await everybodyLeaves();
  await relay.close();
});

/** What the pages of this person's device stand on. */
async function pagesOf(who: Person, group: string): Promise<GroupWorkspace> {
  const workspace = createWorkspace({
    device: Promise.resolve(who.device),
    lastView: null,
    clock: who.clock,
    randomBytes: (length) => p.randomBytes(length),
    relay: address.url,
    engine: () => import("../../src/workspace/engine.ts"),
    atOnce: null,
    onAtOnce: () => () => {},
    invitation: null,
    onInvitation: () => () => {},
    onFirstGroup: () => {},
  });
  workspaces.push(workspace);
  await expect.poll(() => workspace.group(group)).toBeTruthy();
  return workspace.group(group)!;
}
async function pagesOfAll(c: Circle): Promise<Record<Name, GroupWorkspace>> {
  const all = {} as Record<Name, GroupWorkspace>;
  for (const [name, who] of Object.entries(c.people)) all[name as Name] = await pagesOf(who, c.group);
  return all;
}
function done<T>(result: { ok: true; value: T } | { ok: false; reason: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.reason));
  return result.value;
}
const agrees = { kind: "agree", reason: "", pin: null, given: null, confirms: null, kept: true } as const;

async function ask(pages: GroupWorkspace, about: { kind: "draft" | "amendment"; document: string }): Promise<string> {
  const wish = { about, circle: null, rule: { kind: "all-agree" } as const, sentence: "So we count.", words: {} };
  return done(await pages.questions.ask({ ...wish, until: Date.now() + 15 * dayMs, reviewOn: null }));
}
const seenBy = (pages: GroupWorkspace, proposal: string) =>
  pages.questions.all().find((one) => one.proposal === proposal);
async function agree(pages: GroupWorkspace, proposal: string): Promise<void> {
  await expect.poll(() => seenBy(pages, proposal)?.wordings.length).toBeTruthy();
  const { text } = seenBy(pages, proposal)!.wordings.at(-1)!;
  // The very text has to be here before a yes is put to it.
  await expect.poll(async () => (await pages.questions.answer(proposal, { ...agrees, text })).ok).toBe(true);
}
/** Whoever asks is the first to agree; the last one closes it. */
async function decide(all: readonly GroupWorkspace[], document: string): Promise<string> {
  const proposal = await ask(all[0]!, { kind: "draft", document });
  for (const one of all) await agree(one, proposal);
  await expect.poll(async () => (await all.at(-1)!.questions.close(proposal)).ok).toBe(true);
  for (const one of all) await expect.poll(() => seenBy(one, proposal)?.state.kind).toBe("decided");
  return proposal;
}
/**
 * Each has every word of who belongs. Two devices may put one choice into the log at once: what is asked before they know
 * of each other would name a choice that is not the last.
 */
async function allKnow(c: Circle): Promise<void> {
  const people = Object.values(c.people);
  const heads = async (who: Person) => JSON.stringify((await who.device.spoken(c.group, ["proposal"]))!.heads);
  await expect
    .poll(async () => {
      const shared = people.every((who) => c.of(who).status.kind === "shared");
      return shared && new Set(await Promise.all(people.map(heads))).size === 1;
    })
    .toBe(true);
}
const text = (number: number) =>
  `# How we part\n\nNobody’s access ends unless <data value="removal-needs">${number}</data> of us have signed it.\n`;

test("I1 all agree to a text that says three: each yes signs it, three hold it, and two no longer part with anybody", async () => {
  const c = await groupOfPeople(address, 4);
  const pages = await pagesOfAll(c);
  const { Alice, Bob, Carol, Dave } = c.people;
  expect(c.of(Alice).standing).toMatchObject({ removalNeeds: 2, chosen: { removal: null } });

  const document = done(await pages.Alice.importMarkdown({ text: text(3), title: "How we part" }));
  const proposal = await ask(pages.Alice, { kind: "draft", document });
  expect(seenBy(pages.Alice, proposal)!.wordings.at(-1)!.says).toEqual({ "removal-needs": 3 });
  for (const one of Object.values(pages)) await agree(one, proposal);
  // Agreed by all, and not yet in force: nobody's device has signed anything.
  for (const who of [Alice, Bob, Carol, Dave]) {
    expect(c.of(who).asks.filter(({ what }) => what.kind === "numbers")).toEqual([]);
    expect(c.of(who).standing.chosen.removal).toBe(null);
  }
  await expect.poll(async () => (await pages.Dave.questions.close(proposal)).ok).toBe(true);
  for (const who of [Alice, Bob, Carol, Dave]) {
    const { standing } = await c.sees(who, (g) => g.standing.chosen.removal === 3);
    expect(standing.removalNeeds).toBe(3);
  }

  await allKnow(c);

  const dave = c.idOf("Dave");
  const wish = await c.act(Alice, { type: "ask", what: { kind: "removal", member: dave, why: "Threats." } });
  await c.sees(Bob, (g) => openAsk(g, "removal") !== undefined);
  expect((await Bob.device.act(c.group, { type: "sign", ask: wish! })).ok).toBe(true);
  const asked = await c.sees(Carol, (g) => openAsk(g, "removal")?.signed.length === 2);
  expect(openAsk(asked, "removal")).toMatchObject({ open: true });
  expect(asked.people.some(({ member }) => member === dave)).toBe(true);
  expect((await Carol.device.act(c.group, { type: "sign", ask: wish! })).ok).toBe(true);
  for (const who of [Alice, Bob, Carol]) await c.sees(who, (g) => g.people.every(({ member }) => member !== dave));
});

test("I1 a text in force whose number nobody's yes has signed stays a difference that the pages can tell", async () => {
  const c = await groupOfPeople(address, 3);
  const pages = await pagesOfAll(c);
  const { Alice, Bob, Carol } = c.people;
  const all = [pages.Alice, pages.Bob, pages.Carol];
  const document = done(await pages.Alice.importMarkdown({ text: text(2), title: "How we part" }));
  await decide(all, document);
  for (const who of [Alice, Bob, Carol]) await c.sees(who, (g) => g.standing.chosen.removal === 2);
  await allKnow(c);
  // Chosen otherwise by hand, without a text: it holds, for it is signed; and the pages know that the text says other.
  const wish = await c.act(Alice, { type: "ask", what: { kind: "numbers", removal: null, welcomes: null } });
  await c.sees(Bob, (g) => g.asks.some(({ id }) => id === wish));
  expect(await Bob.device.act(c.group, { type: "sign", ask: wish! })).toMatchObject({ ok: true });
  for (const who of [Alice, Bob, Carol]) await c.sees(who, (g) => g.standing.chosen.removal === null);
  for (const one of all) {
    await expect.poll(async () => done(await one.questions.agreed()).numbers.removal).toBe(2);
    expect(one.standing().chosen.removal).toBe(null);
  }
});
