// Starting again from one's own copies, and taking a group off a device, in three browsers: Alice begins a new group without
// a connection, calls the others along, Bob comes in with the name he has; Carol has done with the old group on her device.
import { afterAll, beforeAll, test } from "vitest";
import { holds } from "./support/holds.ts";
import {
  comeBack,
  editor,
  eventually,
  go,
  goOffline,
  letIn,
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

const group = "Night watch";
const fresh = "Night watch, second shift";
const phone = { viewport: { width: 360, height: 740 }, reducedMotion: "reduce", hasTouch: true } as const;
let stage: Stage;
let alice: Person;
let bob: Person;
let carol: Person;
beforeAll(async () => {
  stage = await openStage();
  alice = await stage.person("Alice", phone);
  bob = await stage.person("Bob", phone);
  carol = await stage.person("Carol", phone);
  await startGroup(alice, stage.relay.url, group);
  for (const one of [bob, carol]) {
    await letIn(alice, one, group);
  }
  await newAgreement(alice, "Rent");
  await write(alice, "We hold the rent back together.");
  await openAgreement(bob, "Rent");
  await eventually(
    () => words(bob),
    (text) => text.includes("together."),
  );
  await write(bob, " All of it.");
  await eventually(
    () => words(alice),
    (text) => text.includes("All of it."),
  );
});
afterAll(() => stage?.close());

const main = ({ page }: Person) => page.getByRole("main");

test("Alice starts again without a connection, from the page where leaving is found, and every word is there", async () => {
  await goOffline(alice);
  await go(alice, "People");
  await main(alice).getByRole("link", { name: "Leave this group" }).click();
  await main(alice).getByRole("link", { name: "Start again from our copies" }).click();
  await main(alice).getByRole("heading", { name: "What does not" }).waitFor();
  expect(await alice.page.getByLabel("What should people call you?").inputValue()).toBe("Alice");
  await alice.page.getByLabel("What is the group called?").fill(" ");
  await main(alice).getByRole("button", { name: "Start again from our copies" }).click();
  await main(alice).getByText("A group needs something to be called.").waitFor();
  await holds(alice, "start again");
  await alice.page.getByLabel("What is the group called?").fill(fresh);
  await main(alice).getByRole("button", { name: "Start again from our copies" }).click();
  await main(alice).getByRole("heading", { name: "You have started again" }).waitFor();
  await holds(alice, "start again begun");
  await main(alice)
    .getByRole("link", { name: `Open ${fresh}` })
    .click();
  await alice.page.getByRole("heading", { name: fresh }).first().waitFor();
  await openAgreement(alice, "Rent");
  expect(await words(alice)).toBe("We hold the rent back together. All of it.");
  await write(alice, " From the first day.");
  await comeBack(alice);
  await eventually(
    () => status(alice),
    (said) => said.includes("Shared with the relay"),
  );
  await go(alice, "People");
  await main(alice).getByText(`This group was started again from copies of “${group}”, by you today.`).waitFor();
  await holds(alice, "start again people");
});

test("she calls everybody along; Bob finds it on Home, comes in by the same name, and reads on", async () => {
  // Nobody has heard of it by itself.
  await go(bob, "Home");
  expect(await main(bob).getByRole("region", { name: "Alice has started again" }).count()).toBe(0);
  await alice.page.goto(stage.relay.url);
  await alice.page.getByRole("link", { name: group, exact: true }).click();
  await go(alice, "People");
  await main(alice).getByRole("link", { name: "Leave this group" }).click();
  await main(alice).getByRole("link", { name: "Start again from our copies" }).click();
  await main(alice).getByRole("radio", { name: "Only some" }).check();
  await main(alice).getByRole("button", { name: "Ask them to come along" }).click();
  await main(alice).getByText("Choose at least one person.").waitFor();
  await holds(alice, "start again call");
  await main(alice).getByRole("radio", { name: "Everybody in this group" }).check();
  await main(alice).getByRole("button", { name: "Ask them to come along" }).click();
  await main(alice).getByText("Everybody in this group is asked.").waitFor();
  await holds(alice, "start again called");

  const called = main(bob).getByRole("region", { name: "Alice has started again" });
  await called.waitFor();
  await holds(bob, "start again home");
  await called.getByRole("button", { name: "Come along" }).click();
  await bob.page.getByRole("button", { name: "Ask to join" }).waitFor();
  expect(await bob.page.getByLabel("What should people call you?").inputValue()).toBe("Bob");
  await bob.page.getByRole("button", { name: "Ask to join" }).click();
  // Nobody has to press anything more: his device in the old group has said that it is him.
  await bob.page.getByRole("heading", { name: fresh }).first().waitFor();
  await openAgreement(bob, "Rent");
  await eventually(
    () => words(bob),
    (text) => text === "We hold the rent back together. All of it. From the first day.",
  );
  // He is asked no more in the old group, and there everything is as it was.
  await bob.page.goto(stage.relay.url);
  await bob.page.getByRole("link", { name: group, exact: true }).click();
  await openAgreement(bob, "Rent");
  expect(await words(bob)).toBe("We hold the rent back together. All of it.");
  await go(bob, "Home");
  await main(bob).getByRole("region", { name: "Alice has started again" }).waitFor({ state: "detached" });
});

test("Carol leaves and takes it off her device in two steps: nothing of it is left there", async () => {
  await openAgreement(carol, "Rent");
  await go(carol, "This device");
  await main(carol).getByRole("link", { name: "Take it off this device" }).click();
  await main(carol).getByText("This is your only device in this group.").waitFor();
  await main(carol).getByText("There is no recovery sheet.").waitFor();
  await holds(carol, "take off");
  await main(carol).getByRole("link", { name: "Leave this group" }).click();
  await main(carol).getByRole("button", { name: "Leave this group" }).click();
  const note = carol.page.getByRole("region", { name: "You have left this group" });
  await note.getByRole("link", { name: "Take it off this device" }).click();
  await main(carol).getByText("It is the last you have of this group here.").waitFor();
  expect(await main(carol).getByText("This is your only device").count()).toBe(0);
  await main(carol).getByRole("button", { name: "Take a readable copy" }).waitFor();
  await holds(carol, "take off left");
  await eventually(
    () => status(carol),
    (said) => said.includes("Shared with the relay"),
  );

  const id = new URL(carol.page.url()).pathname.split("/")[2]!;
  await carol.page.evaluate((place) => localStorage.setItem(place, "x"), `fogata/last-words/page@${id}/doc`);
  const before = await kept(carol);
  expect(before.filter((key) => key.includes(id)).length).toBeGreaterThan(5);
  await main(carol).getByRole("button", { name: "Take it off this device" }).click();
  const dialog = carol.page.getByRole("dialog", { name: `Take ${group} off this device?` });
  await holds(carol, "take off sure");
  await dialog.getByRole("button", { name: "Leave it" }).click();
  await dialog.waitFor({ state: "hidden" });
  expect((await kept(carol)).length).toBe(before.length);
  await main(carol).getByRole("button", { name: "Take it off this device" }).click();
  await dialog.getByRole("button", { name: "Take it off this device" }).click();
  await main(carol).getByText("No group lives on this device yet.").waitFor();
  const left = (keys: string[]) =>
    keys.filter((key) => key.includes(id) || /^(repo\/.+\/|note\/.+\/|joining\/|circle\/)/.test(key));
  expect(left(await kept(carol))).toEqual([]);
  await carol.page.reload();
  await main(carol).getByText("No group lives on this device yet.").waitFor();
  expect(left(await kept(carol))).toEqual([]);
  await holds(carol, "take off done");
  // The others go on, and see no more than that she left.
  await go(bob, "People");
  await main(bob).getByText("Two of us").waitFor();
  expect(await editor(bob).count()).toBe(0);
});

/** The name of all that pages keep in this browser: in the database and at once. */
function kept({ page }: Person): Promise<string[]> {
  return page.evaluate(async () => {
    const all = Object.keys(localStorage);
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((done, fails) => {
        const opening = indexedDB.open(name!);
        opening.onsuccess = () => done(opening.result);
        opening.onerror = () => fails(opening.error);
      });
      for (const store of database.objectStoreNames) {
        const keys = await new Promise<IDBValidKey[]>((done, fails) => {
          const asking = database.transaction(store).objectStore(store).getAllKeys();
          asking.onsuccess = () => done(asking.result);
          asking.onerror = () => fails(asking.error);
        });
        all.push(...keys.map(String));
      }
      database.close();
    }
    return all;
  });
}
