// The whole path, from nothing: found, invite, join, write one agreement together, part, meet again, reload.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, test } from "vitest";
import {
  admit,
  agreeToTheLetter,
  askToJoin,
  comeBack,
  editor,
  go,
  goOffline,
  makeInvitation,
  newAgreement,
  openAgreement,
  type Person,
  startGroup,
  status,
  words,
  write,
} from "./support/people.ts";
import { expect } from "./support/playwright.ts";
import { openStage, type Stage } from "./support/stage.ts";

let stage: Stage;
let alice: Person;
let bob: Person;
let link = "";
beforeAll(async () => {
  stage = await openStage();
  alice = await stage.person("Alice Marker-Amapola");
  bob = await stage.person("Bob Marker-Borraja");
});
afterAll(() => stage?.close());

test("Alice starts a group and Bob joins it without reloading", async () => {
  await startGroup(alice, stage.relay.url, "Marker-Canal Side Tenants");
  link = await makeInvitation(alice);
  expect(link).toContain("#join/");
  const four = await askToJoin(bob, link);
  expect(four).toHaveLength(4);
  expect(new URL(bob.page.url()).hash).toBe("");
  await admit(alice, { name: bob.name, words: four });
  await bob.page.getByRole("heading", { name: "Marker-Canal Side Tenants" }).first().waitFor();
  await go(bob, "People");
  await bob.page.getByRole("main").getByText(alice.name).first().waitFor();
  await alice.page.getByRole("main").getByText(bob.name).first().waitFor();
});

test("both write in one agreement and see each other's words", async () => {
  await newAgreement(alice, "Marker-Dates and keys");
  await write(alice, "We meet on Wednesdays.");
  await openAgreement(bob, "Marker-Dates and keys");
  await agreeToTheLetter([alice, bob], "We meet on Wednesdays.");
  await write(bob, " Bob brings the key.");
  await agreeToTheLetter([alice, bob], "Bob brings the key.");
  await expect.poll(() => status(alice)).toContain("Shared with the relay");
});

test("A1 what both wrote while Bob was away survives, to the letter", async () => {
  await goOffline(bob);
  await expect.poll(() => status(bob)).toContain("Offline: will be shared later");
  await write(bob, " Marker-written on the train.");
  await write(alice, " Marker-written in the kitchen.");
  await expect.poll(() => words(bob)).toContain("on the train.");
  await comeBack(bob);
  const text = await agreeToTheLetter([alice, bob], "Marker-written on the train.", "Marker-written in the kitchen.");
  expect(text).toContain("We meet on Wednesdays.");
  await expect.poll(() => status(bob), { timeout: 30_000 }).toContain("Shared with the relay");
});

test("after a reload everything is there, for both", async () => {
  const before = await words(alice);
  await alice.page.reload();
  await bob.page.reload();
  await editor(alice).waitFor();
  await editor(bob).waitFor();
  expect(await agreeToTheLetter([alice, bob])).toBe(before);
});

test("Eve, with the used link and the relay's disk, reads nothing", async () => {
  const eve = await stage.person("Eve");
  await eve.page.goto(link);
  const main = eve.page.getByRole("main");
  await main.getByRole("textbox", { name: "What should people call you?" }).fill("Eve");
  await main.getByRole("button", { name: "Ask to join" }).click();
  await main.getByText("Somebody else has joined with this invitation").waitFor();
  expect(await eve.page.content()).not.toContain("Marker-");

  await stage.relay.stop();
  const disk = await filesUnder(stage.relay.data);
  expect(disk.length).toBeGreaterThan(0);
  const everything = Buffer.concat(disk);
  expect(everything.length).toBeGreaterThan(1000);
  for (const marker of ["Marker-", "Amapola", "Borraja", "Canal Side", "Wednesdays", "on the train"]) {
    expect(everything.includes(Buffer.from(marker, "utf8")), marker).toBe(false);
    expect(everything.includes(Buffer.from(marker, "utf16le")), marker).toBe(false);
  }
  expect(stage.relay.printed()).not.toContain("Marker-");
});

async function filesUnder(folder: string): Promise<Buffer[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(found.filter((one) => one.isFile()).map((one) => readFile(join(one.parentPath, one.name))));
}
