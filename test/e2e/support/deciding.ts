// What people do when a group decides: found it in one room, ask, read, answer, close; and what they then read of it.
import { readFile } from "node:fs/promises";
import type { Locator } from "playwright-core";
import { go, type Person } from "./people.ts";

export const main = ({ page }: Person): Locator => page.getByRole("main");
export const press = (person: Person, name: string | RegExp): Promise<void> =>
  main(person).getByRole("button", { name }).first().click();
export const each = <T>(people: readonly Person[], does: (person: Person) => Promise<T>): Promise<T[]> =>
  Promise.all(people.map(does));

/** All in one room, so that each is a full member from the first moment. */
export async function foundTogether(people: readonly Person[], url: string, group: string): Promise<void> {
  const [first, ...others] = people;
  await first!.page.goto(url);
  await press(first!, "Start a group");
  await main(first!).getByRole("link", { name: "Start it together, in one room" }).click();
  // The page before asks for the same.
  await main(first!).getByRole("heading", { name: "Start it together, in one room" }).waitFor();
  await main(first!).getByLabel("What is the group called?").fill(group);
  await main(first!).getByLabel("What should people call you?").fill(first!.name);
  await press(first!, "Show the code");
  const link = await main(first!).getByRole("textbox", { name: "Link for those in the room" }).inputValue();
  await each(others, async (one) => {
    await one.page.goto(link);
    await main(one).getByLabel("What should people call you?").fill(one.name);
    await press(one, "Come onto the list");
    await main(first!).getByRole("list", { name: "Who is here" }).getByText(one.name, { exact: true }).waitFor();
  });
  await press(first!, "Everybody is here");
  await each(others, async (one) => {
    await press(one, "Yes, I found it with them");
    await main(one).getByText("You have signed.", { exact: false }).waitFor();
  });
  await press(first!, "Start the group");
  await each(people, (one) => one.page.getByRole("heading", { name: group }).first().waitFor());
}

type Rule = "All agree" | "A few are enough";
/** From wherever it is asked, by the button of this name, to the page of the question. */
export async function askTheGroup(
  person: Person,
  o: { sentence: string; rule: Rule; review?: string; button?: string },
): Promise<void> {
  await press(person, o.button ?? "Ask the group");
  const dialog = person.page.getByRole("dialog", { name: "Ask the group" });
  await dialog.getByRole("textbox", { name: "In one plain sentence" }).fill(o.sentence);
  await dialog.getByRole("combobox", { name: "Rule" }).selectOption({ label: o.rule });
  if (o.review) await dialog.getByLabel("Review on").fill(o.review);
  await dialog.getByRole("button", { name: "Ask everyone" }).click();
  await main(person).getByRole("heading", { level: 1, name: o.sentence }).waitFor();
}
/** From Home, where it waits, to the question. */
export async function readQuestion(person: Person, sentence: string): Promise<void> {
  await go(person, "Home");
  await main(person)
    .getByRole("region", { name: sentence })
    .getByRole("link", { name: /^Read and/ })
    .click();
  await main(person).getByRole("heading", { level: 1, name: sentence }).waitFor();
}
export async function answer(person: Person, kind: string, reason = ""): Promise<void> {
  const mine = main(person).getByRole("radiogroup", { name: "My answer" });
  await mine.getByRole("radio", { name: kind, exact: true }).check();
  if (reason) await main(person).getByRole("textbox", { name: "Reason" }).fill(reason);
  await press(person, "Send my answer");
  await main(person).getByText("Your answer is kept.").first().waitFor();
}
export async function closeIt(person: Person): Promise<void> {
  await press(person, "Close it as decided");
  await main(person).getByRole("heading", { name: "How we decided this" }).waitFor();
}
/** Everything that was signed about it, as the file that anybody can check. */
export async function recordOf(person: Person): Promise<string> {
  const saving = person.page.waitForEvent("download");
  await press(person, "Save the record");
  return readFile(await (await saving).path(), "utf8");
}
/** What is in force is read; there is no editor to wait for. */
export async function openInForce(person: Person, title: string): Promise<void> {
  await go(person, "Agreements");
  await main(person).getByRole("link", { name: title }).first().click();
  await main(person).getByRole("heading", { level: 1, name: title }).waitFor();
}
