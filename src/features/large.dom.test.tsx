// Pages as large as a group can make them: what waits is not buried, and what is looked for is a press away.
import { cleanup, fireEvent, screen, waitFor, within } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { openApp } from "../../test/support/app.tsx";
import { largeScenes } from "../../test/tools/preview/large-scenes.ts";

afterEach(cleanup);
const open = (name: keyof typeof largeScenes) => openApp(largeScenes[name]!.path, largeScenes[name]!.picture);

test("of twelve who ask to join Home shows three, says how many more there are, and still shows what else waits", async () => {
  open("large-home");
  expect(await screen.findAllByRole("heading", { name: /asks to join/ })).toHaveLength(3);
  expect(screen.getByRole<HTMLAnchorElement>("link", { name: "And 9 more" }).pathname).toBe("/g/c0ffee/people");
  screen.getByRole("heading", { name: "What you were writing" });
});

/** The page of those who ask, beside so few people that roles are soon worked out. */
function openAsking(contestedFrom = 12) {
  const { path, picture } = largeScenes["large-people"]!;
  const [group] = picture.groups;
  const asking = group!.asking.map((asker, n) => ({ ...asker, contested: n >= contestedFrom }));
  openApp(path, { ...picture, groups: [{ ...group!, asking, people: group!.people.slice(0, 3), invitations: [] }] });
}

test("of twelve who ask to join People shows four, and all at a press", async () => {
  openAsking();
  const asking = within(await screen.findByRole("region", { name: "Asking to join" }));
  expect(asking.getAllByText("Yes, that is them")).toHaveLength(4);
  fireEvent.click(asking.getByRole("button", { name: "Show all 12" }));
  expect(asking.getAllByText("Yes, that is them")).toHaveLength(12);
  expect(asking.queryByText(/Show all/)).toBeNull();
  expect(document.activeElement?.textContent).toBe("Femi 4");
});

test("those who ask for one place are shown all of them, however many ask", async () => {
  openAsking(9);
  const asking = within(await screen.findByRole("region", { name: "Asking to join" }));
  expect(asking.getAllByText("Yes, that is them")).toHaveLength(4 + 3);
});

test("of three hundred people forty are shown at first, so that what stands below can be reached; then all", async () => {
  open("large-people");
  fireEvent.click(await screen.findByText("Show all 275"));
  expect(document.activeElement?.closest("li")).toBe(document.querySelectorAll("#fulls ~ .people > li")[40]);
  await waitFor(() => expect(document.querySelectorAll("#fulls ~ .people > li")).toHaveLength(275), {
    timeout: 20_000,
  });
});

test("one name is found among three hundred", async () => {
  open("large-people");
  fireEvent.input(await screen.findByLabelText("Search by name"), { target: { value: "wilhelmina" } });
  await waitFor(() => expect(document.querySelectorAll(".people > li")).toHaveLength(1));
  screen.getByText(/^Wilhelmina-Konstantinopolitania/, { selector: ".people bdi" });
});

test("in a list of a thousand agreements each state there is can be gone to", async () => {
  open("large-agreements");
  const ways = within(await screen.findByLabelText("Go to"));
  expect(ways.getAllByRole("button").map((one) => one.textContent)).toEqual([
    ...["Review due", "Being decided", "In force", "Draft", "Replaced"],
  ]);
  const heading = await screen.findByText("Replaced", { selector: "h2" });
  fireEvent.click(ways.getByRole("button", { name: "Replaced" }));
  expect(document.activeElement).toBe(heading);
  fireEvent.input(screen.getByLabelText("Search agreements"), { target: { value: "tenants" } });
  await waitFor(() => expect(screen.queryByLabelText("Go to")).toBeNull());
});

test("of a hundred and twenty answers those with a reason can be read by themselves", async () => {
  open("large-question");
  await screen.findByText("Who has said what");
  expect(document.querySelectorAll(".said > li")).toHaveLength(120);
  fireEvent.click(screen.getByLabelText("Only with a reason"));
  expect(document.querySelectorAll(".said > li")).toHaveLength(30);
  expect(screen.queryByText(/has not said anything/, { selector: ".said span" })).toBeNull();
});
