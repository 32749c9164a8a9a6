// The first screen, and starting a group.
import { cleanup, fireEvent, screen, waitFor } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { openApp } from "../../../test/support/app.tsx";
import { emptyPicture, groupOf } from "../../../test/support/workspace-double.ts";

afterEach(cleanup);
const fill = (name: string, value: string) =>
  fireEvent.input(screen.getByRole("textbox", { name }), { target: { value } });

test("Ines starts a group with two answers and arrives in it", async () => {
  const workspace = openApp("/", emptyPicture());
  await screen.findByRole("heading", { name: "Your groups" });
  screen.getByRole("button", { name: "Join with an invitation" });
  fireEvent.click(screen.getByRole("button", { name: "Start a group" }));

  await screen.findByRole("textbox", { name: "What is the group called?" });
  fill("What is the group called?", "Canal Side Tenants ");
  fill("What should people call you?", "Ines");
  fireEvent.click(screen.getByRole("button", { name: "Start the group" }));
  await waitFor(() => expect(workspace.done).toEqual(["startGroup Canal Side Tenants Ines"]));

  workspace.change((p) => ({ ...p, groups: [groupOf(["Ines"])] }));
  await screen.findByRole("heading", { name: "Canal Side Tenants" });
  for (const name of ["Home", "Agreements", "People", "Relay", "This device"]) screen.getByRole("link", { name });
  expect(screen.getByRole("status").textContent).toBe("Shared with the relay");
});

test("an empty answer is asked for again, and nothing is started", async () => {
  const workspace = openApp("/start", emptyPicture());
  fireEvent.click(await screen.findByRole("button", { name: "Start the group" }));
  screen.getByText("A group needs something to be called. One word is enough.");
  screen.getByText("People need something to call you. One word is enough.");
  expect(workspace.done).toEqual([]);
});

test("on a full device the words stay in the fields, and it says what to do", async () => {
  openApp("/start", emptyPicture(), { startGroup: async () => ({ ok: false, reason: "device-full" }) });
  await screen.findByRole("button", { name: "Start the group" });
  fill("What is the group called?", "Canal Side");
  fill("What should people call you?", "Ines");
  fireEvent.click(screen.getByRole("button", { name: "Start the group" }));
  await screen.findByText(/This device is full/);
  expect(screen.getByRole<HTMLInputElement>("textbox", { name: "What is the group called?" }).value).toBe("Canal Side");
});
