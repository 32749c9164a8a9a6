// Home says in one line where somebody asks for me, until I say that I have seen it.
import { cleanup, fireEvent, screen, waitFor, within } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { openApp } from "../../../../test/support/app.tsx";
import { emptyPicture, groupOf } from "../../../../test/support/workspace-double.ts";

afterEach(cleanup);

test("D45 one line for each place, with who asks and the way there; seen, it is gone and the focus stays on the page", async () => {
  const askedFor = [
    { id: "a1", title: "Cups", by: ["Hassan"] },
    { id: "a2", title: "Keys", by: ["Hassan", "", "Mina"] },
  ];
  const workspace = openApp("/g/c0ffee", { ...emptyPicture(), groups: [groupOf(["Gwen", "Hassan"], { askedFor })] });
  const region = await screen.findByRole("region", { name: "You are asked for" });
  within(region).getByText("Hassan asks for you there.");
  within(region).getByText("Hassan, Somebody who is not known here and Mina ask for you there.");
  expect(within(region).getByRole("link", { name: "Cups" }).getAttribute("href")).toBe("/g/c0ffee/agreements/a1");
  fireEvent.click(within(region).getByRole("button", { name: "Seen: Cups" }));
  expect(workspace.done).toContain("sawAskedFor a1");
  await waitFor(() => expect(document.activeElement).toBe(within(region).getByRole("heading", { level: 2 })));
  fireEvent.click(within(region).getByRole("button", { name: "Seen: Keys" }));
  await waitFor(() => expect(screen.queryByRole("region", { name: "You are asked for" })).toBeNull());
  expect(document.activeElement?.tagName).toBe("H1");
});
