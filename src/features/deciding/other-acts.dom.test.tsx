// B7 D26 Who is offered what else there is to do: a new joiner asks for time and takes it to a meeting, and closes nothing.
import type { PersonView } from "@fogata/domain";
import { cleanup, fireEvent, screen, waitFor } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { openApp } from "../../../test/support/app.tsx";
import { emptyPicture, groupOf } from "../../../test/support/workspace-double.ts";
import { question, said, views } from "../../../test/tools/preview/deciding-scenes.ts";

afterEach(cleanup);
const names = ["Ines", "Amina", "Bea"];
/** A question that could be closed, where I am one of those it says. */
const openAs = (me: Pick<PersonView, "as" | "counted">, change: Parameters<typeof question>[2] = {}) => {
  const [first, ...others] = said(names, [null, "agree"]);
  const view = question(1, "Children are welcome.", {
    ...{ people: [{ ...first!, ...me }, ...others], missing: [] },
    ...change,
  });
  return openApp(`/g/c0ffee/questions/${view.proposal}`, {
    ...emptyPicture(),
    groups: [groupOf(names, { views, questions: [view] })],
  });
};
const moreTime = { name: "Ask once for more time" };
const toMeeting = { name: "Move it to a meeting" };
const close = { name: "Close it as decided" };

test("a new joiner asks for more time, and is not asked to close it", async () => {
  const workspace = openAs({ as: "new-joiner", counted: false });
  fireEvent.click(await screen.findByRole("button", moreTime));
  await waitFor(() => expect(workspace.done.map((one) => one.split(" ")[0])).toEqual(["askForTime"]));
  expect(screen.queryByRole("button", close)).toBeNull();
});

test("a new joiner takes it to a meeting, and brings it back from there", async () => {
  const workspace = openAs({ as: "new-joiner", counted: false });
  fireEvent.click(await screen.findByRole("button", toMeeting));
  await waitFor(() => expect(workspace.done.map((one) => one.split(" ")[0])).toEqual(["moveToMeeting"]));
  cleanup();
  const date = { kind: "paused", since: 1, by: "member-Bea" } as const;
  openAs({ as: "new-joiner", counted: false }, { state: { kind: "paused" }, date, missing: ["paused"] });
  await screen.findByRole("button", { name: "Bring it back from the meeting" });
});

test("a full member is offered all three", async () => {
  openAs({ as: "full", counted: true });
  for (const name of [moreTime, toMeeting, close]) await screen.findByRole("button", name);
});

test("whoever came after it was asked is offered nothing that would not be heard", async () => {
  openAs({ as: "came-later", counted: false });
  await screen.findByRole("radiogroup", { name: "My answer" });
  for (const name of [moreTime, toMeeting, close]) expect(screen.queryByRole("button", name)).toBeNull();
});
