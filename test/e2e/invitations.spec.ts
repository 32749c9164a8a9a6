// Inviting in real browsers: a labelled link for two with the agreements under it, read before one asks; company asked
// for and offered; withdrawn; and two who come with a link for one.
import { afterAll, beforeAll, test } from "vitest";
import { holds } from "./support/holds.ts";
import {
  admit,
  ask,
  askToJoin,
  eventually,
  fourWords,
  go,
  makeInvitation,
  newAgreement,
  type Person,
  startGroup,
  status,
  words,
  write,
} from "./support/people.ts";
import { expect } from "./support/playwright.ts";
import { openStage, type Stage } from "./support/stage.ts";

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, reducedMotion: "reduce" as const };
let stage: Stage;
let alice: Person;
let bob: Person;
let flyer = "";
beforeAll(async () => {
  stage = await openStage();
  alice = await stage.person("Alice");
  bob = await stage.person("Bob", phone);
});
afterAll(() => stage?.close());

const shared = (person: Person) =>
  eventually(
    () => status(person),
    (said) => said.includes("Shared with the relay"),
  );
const waiting = ({ page }: Person) => page.getByRole("complementary", { name: "Invitations waiting" });

test("Alice makes an invitation for two with a note and the agreements under it; the one before it goes", async () => {
  await startGroup(alice, stage.relay.url, "Canal Side Tenants");
  await newAgreement(alice, "Children at our meetings");
  await write(alice, "Children are welcome, and looking after them goes round.");
  await shared(alice);
  await go(alice, "People");
  await alice.page.getByRole("button", { name: "Invite someone" }).click();
  const dialog = alice.page.getByRole("dialog", { name: "Invitation" });
  const field = dialog.getByRole("textbox", { name: "Invitation link" });
  const usual = await field.inputValue();
  await dialog.getByText("For several people, for longer, or with our agreements").click();
  await dialog.getByLabel("A note for yourself").fill("the flyer at the school");
  await dialog.getByRole("radio", { name: "Two", exact: true }).check();
  await dialog.getByRole("radio", { name: "A week" }).check();
  await dialog.getByRole("checkbox", { name: "Show our agreements first" }).check();
  await dialog.getByRole("checkbox", { name: "Children at our meetings" }).waitFor();
  await holds(alice, "Choosing an invitation");
  await dialog.getByRole("button", { name: "Make this invitation" }).click();
  flyer = await eventually(
    () => field.inputValue(),
    (link) => link.includes("#join/") && link !== usual,
  );
  await dialog.getByText("Your note: the flyer at the school").waitFor();
  expect(await alice.page.evaluate(() => document.activeElement?.textContent)).toContain("This is the new link.");
  await alice.page.keyboard.press("Escape");
  // The usual one was given to nobody: it is gone.
  await waiting(alice).getByText("the flyer at the school").waitFor();
  await eventually(
    () => waiting(alice).getByRole("listitem").count(),
    (n) => n === 1,
  );
  await waiting(alice)
    .getByText(/^For two people, until/)
    .waitFor();
  await shared(alice);
});

test("Bob reads what the group has agreed before he asks, and asks for company", async () => {
  await bob.page.goto(flyer);
  await bob.page.getByRole("heading", { name: "What this group has agreed" }).waitFor();
  await bob.page.getByText("Children are welcome, and looking after them goes round.").waitFor();
  await bob.page.getByLabel("What should people call you?").fill("Bob");
  await bob.page.getByRole("checkbox", { name: "I would like a companion for the first weeks" }).check();
  await bob.page.getByLabel("What would help you").fill("I read slowly.");
  await holds(bob, "Invited with agreements");
  await bob.page.getByRole("button", { name: "Ask to join" }).click();
  const four = await fourWords(bob.page.getByRole("main"));
  await holds(bob, "Four words");

  const asking = alice.page.getByRole("region", { name: "Asking to join" });
  await asking.getByText("With the invitation “the flyer at the school”.").waitFor();
  await asking.getByText("Would like a companion for the first weeks: “I read slowly.”").waitFor();
  await holds(alice, "Somebody asks");
  await admit(alice, { name: "Bob", words: four });
  await alice.page.getByText("Bob is in the group.").waitFor();
  await waiting(alice)
    .getByText(/^For one more person, until/)
    .waitFor();
  await bob.page.getByRole("heading", { name: "Canal Side Tenants" }).first().waitFor();

  const company = alice.page.getByRole("region", { name: "A companion for the first weeks" });
  await company.getByText("“I read slowly.”").waitFor();
  await company.getByRole("button", { name: "I’ll go along with Bob" }).click();
  await go(bob, "People");
  await bob.page.getByText("Alice goes along with you. Ask them anything.").waitFor();
  await holds(bob, "Company for Bob");
});

test("Alice withdraws what is left of it, and who comes afterwards is told so", async () => {
  await waiting(alice).getByRole("button", { name: "Withdraw" }).click();
  const dialog = alice.page.getByRole("dialog", { name: "Withdraw this invitation" });
  await dialog.getByText("nobody can ask with this link", { exact: false }).waitFor();
  await holds(alice, "Withdrawing");
  await dialog.getByRole("button", { name: "Withdraw it" }).click();
  const said = alice.page.getByText("Withdrawn. Nobody can ask with this link any more.");
  await said.waitFor();
  expect(await said.evaluate((one) => one === document.activeElement)).toBe(true);
  await waiting(alice).waitFor({ state: "hidden" });
  await shared(alice);

  const carol = await stage.person("Carol", phone);
  await ask(carol, flyer);
  await carol.page.getByRole("heading", { name: "This invitation was withdrawn" }).waitFor();
  await holds(carol, "Withdrawn for Carol");
  await carol.page.goto(flyer);
  await carol.page.getByText("The agreements are no longer under this link.", { exact: false }).waitFor();
});

test("two come with a link for one: Alice lets in the one who reads her the words, and the other is told", async () => {
  const link = await makeInvitation(alice);
  const [dave, eve] = [await stage.person("Dave", phone), await stage.person("Eve", phone)];
  const hers = await askToJoin(eve, link);
  const his = await askToJoin(dave, link);
  const asking = alice.page.getByRole("region", { name: "Asking to join" });
  await asking.getByRole("heading", { name: "More people ask than the invitation is for" }).waitFor();
  await holds(alice, "Two with one link");
  const of = (four: string[]) =>
    asking
      .locator(".stack")
      .filter({
        has: alice.page.getByRole("list", { name: /four words/ }).filter({ hasText: new RegExp(four.join("\\s*")) }),
      })
      .last();
  await of(hers).getByRole("button", { name: "No", exact: true }).click();
  await alice.page.getByText("Eve was not let in. Nothing was shared.").waitFor();
  await of(his).getByRole("button", { name: "Yes, that is them" }).click();
  await alice.page.getByText("Dave is in the group.").waitFor();
  await dave.page.getByRole("heading", { name: "Canal Side Tenants" }).first().waitFor();
  await eve.page
    .getByRole("heading", { name: /They said no to this request|Somebody else has joined with this invitation/ })
    .waitFor();
});

test("Bob writes in what he has read under the link", async () => {
  await go(bob, "Agreements");
  await bob.page.getByRole("link", { name: "Children at our meetings" }).first().click();
  await eventually(
    () => words(bob),
    (text) => text.includes("goes round."),
  );
  await write(bob, " Nobody twice running.");
  await go(alice, "Agreements");
  await alice.page.getByRole("link", { name: "Children at our meetings" }).first().click();
  await eventually(
    () => words(alice),
    (text) => text.includes("Nobody twice running."),
  );
});
