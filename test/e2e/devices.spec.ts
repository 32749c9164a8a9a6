// Several devices of one person in real browsers: a second one comes in by a link and four words, writes, and is dropped
// once it is lost.
import { afterAll, beforeAll, test } from "vitest";
import { holds } from "./support/holds.ts";
import {
  agreeToTheLetter,
  eventually,
  fourWords,
  go,
  newAgreement,
  openAgreement,
  type Person,
  startGroup,
  status,
  write,
} from "./support/people.ts";
import { expect } from "./support/playwright.ts";
import { openStage, type Stage } from "./support/stage.ts";

let stage: Stage;
let alice: Person;
let phone: Person;
beforeAll(async () => {
  stage = await openStage();
  alice = await stage.person("Alice");
  phone = await stage.person("Alice’s phone", {
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    reducedMotion: "reduce",
  });
});
afterAll(() => stage?.close());

const mine = ({ page }: Person) => page.getByRole("region", { name: "Your devices in this group" });

test("Alice adds her phone: a link, the same four words on both, and it is in with her name", async () => {
  await startGroup(alice, stage.relay.url, "Night watch");
  await newAgreement(alice, "Rent");
  await write(alice, "We pay on Fridays.");
  await go(alice, "This device");
  await mine(alice).getByText("This device", { exact: true }).waitFor();
  await mine(alice).getByRole("button", { name: "Add another of my devices" }).click();
  const dialog = alice.page.getByRole("dialog", { name: "Add another of your devices" });
  const link = await dialog.getByRole("textbox", { name: "Link for your other device" }).inputValue();
  await holds(alice, "Adding a device");

  await phone.page.goto(link);
  await phone.page.getByRole("heading", { name: "Add this device to your group" }).waitFor();
  // It has a name there already.
  expect(await phone.page.getByRole("textbox").count()).toBe(0);
  await holds(phone, "A device is added");
  await phone.page.getByRole("button", { name: "Add this device" }).click();
  const here = await fourWords(phone.page.getByRole("main"));
  const there = await fourWords(dialog);
  expect(here).toEqual(there);
  await dialog.getByText("are the four words the same?", { exact: false }).waitFor();
  await holds(alice, "Comparing on both devices");
  await dialog.getByRole("button", { name: "Yes, the same words" }).click();
  await dialog.getByText("Both devices are in the group.", { exact: false }).waitFor();
  await dialog.getByRole("button", { name: "Done" }).click();

  await phone.page.getByRole("heading", { name: "Night watch" }).first().waitFor();
  await mine(alice)
    .getByText(/^Device marked/)
    .waitFor();
  // One person, however many devices.
  await go(phone, "People");
  await phone.page.getByText("Only you so far.").waitFor();
});

test("the phone gets a name of its own, and Alice reads it on the other", async () => {
  await go(phone, "This device");
  await phone.page.getByRole("button", { name: /^Give it a name\s*: This device$/ }).click();
  const dialog = phone.page.getByRole("dialog", { name: "Name this device" });
  await dialog.getByLabel("What do you call this device?").fill("my phone");
  await holds(phone, "Naming a device");
  await dialog.getByRole("button", { name: "Use this name" }).click();
  await mine(phone).getByText("my phone (this device)", { exact: true }).waitFor();
  await mine(alice).getByText("my phone", { exact: true }).waitFor();
});

test("what is written on one is on the other", async () => {
  await openAgreement(phone, "Rent");
  await write(phone, " Whoever cannot says so.");
  await openAgreement(alice, "Rent");
  await agreeToTheLetter([alice, phone], "We pay on Fridays.", "Whoever cannot says so.");
});

test("the phone is lost: Alice drops it, alone and at once, and it is told; nothing written afterwards opens there", async () => {
  await go(alice, "This device");
  await holds(alice, "My devices");
  await mine(alice)
    .getByRole("link", { name: /^This device is lost\s*: my phone$/ })
    .click();
  await alice.page.getByRole("button", { name: /^It is lost/ }).click();
  await alice.page.getByRole("dialog").getByRole("button", { name: "Drop this device" }).click();
  await alice.page.getByText("Dropped.", { exact: false }).waitFor();
  await openAgreement(alice, "Rent");
  await write(alice, " The phone does not read this.");
  await eventually(
    () => status(alice),
    (said) => said.includes("Shared with the relay"),
  );
  await phone.page.getByRole("heading", { name: "This device was dropped from the group" }).waitFor();
  await go(phone, "Home");
  await holds(phone, "Dropped");
  await go(phone, "Agreements");
  await phone.page.getByRole("link", { name: "Rent" }).first().click();
  await phone.page.getByText("Whoever cannot says so.", { exact: false }).first().waitFor();
  expect(await phone.page.getByText("The phone does not read this.", { exact: false }).count()).toBe(0);
  await go(alice, "This device");
  await eventually(
    () => mine(alice).getByRole("listitem").count(),
    (n) => n === 1,
  );
});
