// Joining when the two are never online together, links that cannot be used, and a group that outlives its relay's store.
import { rm } from "node:fs/promises";
import { afterAll, beforeAll, test } from "vitest";
import {
  admit,
  agreeToTheLetter,
  askToJoin,
  comeBack,
  fourWords,
  go,
  goOffline,
  makeInvitation,
  newAgreement,
  openAgreement,
  type Person,
  startGroup,
  status,
  write,
} from "./support/people.ts";
import { expect } from "./support/playwright.ts";
import { startRelayProcess } from "./support/relay.ts";
import { openStage, type Stage } from "./support/stage.ts";

let stage: Stage;
let alice: Person;
let bob: Person;
let link = "";
beforeAll(async () => {
  stage = await openStage();
  alice = await stage.person("Alice");
  bob = await stage.person("Bob");
});
afterAll(() => stage?.close());

test("Bob asks while Alice is away, Alice answers while Bob is away, Bob arrives", async () => {
  await startGroup(alice, stage.relay.url, "Larch Street Kitchen");
  link = await makeInvitation(alice);
  await expect.poll(() => status(alice)).toContain("Shared with the relay");
  await goOffline(alice);

  const four = await askToJoin(bob, link);
  await bob.page.getByText("Asked.", { exact: false }).first().waitFor();
  await goOffline(bob);

  await comeBack(alice);
  await admit(alice, { name: "Bob", words: four });
  await alice.page.getByText("Bob is in the group.").waitFor();
  await expect.poll(() => status(alice), { timeout: 30_000 }).toContain("Shared with the relay");
  await goOffline(alice);

  await comeBack(bob);
  await bob.page.getByRole("heading", { name: "Larch Street Kitchen" }).first().waitFor({ timeout: 60_000 });
  await comeBack(alice);
});

test("Home shows that somebody asks, and No lets nobody in", async () => {
  const second = await makeInvitation(alice);
  const carol = await stage.person("Carol");
  const four = await askToJoin(carol, second);
  await go(alice, "Home");
  await alice.page.getByRole("heading", { name: /Carol asks to join/ }).waitFor();
  await go(alice, "People");
  const asking = alice.page.getByRole("region", { name: "Asking to join" });
  expect(await fourWords(asking)).toEqual(four);
  await asking.getByRole("button", { name: "No", exact: true }).click();
  await carol.page.getByText("They said no to this request").waitFor({ timeout: 30_000 });
});

test("a link that is cut off, garbled or something else is called what it is", async () => {
  const dora = await stage.person("Dora");
  await dora.page.goto(stage.relay.url);
  await dora.page.getByRole("button", { name: "Join with an invitation" }).click();
  const field = dora.page.getByRole("textbox").first();
  const tries: [string, RegExp][] = [
    [link.slice(0, -20), /first part of|not whole|all of it/i],
    ["https://example.org/", /not an invitation|no invitation/i],
    [link.replace(/.{6}$/, "AAAAAA"), /letter|copied|changed|wrong/i],
  ];
  for (const [text, said] of tries) {
    await field.fill(text);
    await dora.page.keyboard.press("Enter");
    await dora.page.getByText(said).first().waitFor();
  }
});

test("a relay whose disk was wiped is filled again from the members' devices, and nothing is lost", async () => {
  await newAgreement(alice, "Sundays");
  await write(alice, "Soup for forty.");
  await openAgreement(bob, "Sundays");
  await agreeToTheLetter([alice, bob], "Soup for forty.");
  const { port, data } = stage.relay;
  await stage.relay.stop();
  await expect.poll(() => status(bob), { timeout: 30_000 }).toContain("Offline");
  await write(bob, " And bread.");
  await rm(data, { recursive: true, force: true });
  stage.relay = await startRelayProcess({ port, data });
  await agreeToTheLetter([alice, bob], "Soup for forty.", "And bread.");
  await expect.poll(() => status(bob), { timeout: 60_000 }).toContain("Shared with the relay");

  const next = await makeInvitation(alice);
  const erin = await stage.person("Erin");
  const four = await askToJoin(erin, next);
  await admit(alice, { name: "Erin", words: four });
  await erin.page.getByRole("heading", { name: "Larch Street Kitchen" }).first().waitFor({ timeout: 60_000 });
  await openAgreement(erin, "Sundays");
  await openAgreement(alice, "Sundays");
  await agreeToTheLetter([alice, bob, erin], "Soup for forty.", "And bread.");
});
