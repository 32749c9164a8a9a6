// Coming back with the words on a sheet: a slip is named by its place, and where the relay is, is asked only when it has to be.
import { Route, Router } from "@solidjs/router";
import { cleanup, fireEvent, render, screen } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { emptyPicture, makeWorkspaceDouble } from "../../../test/support/workspace-double.ts";
import { WorkspaceProvider } from "../../workspace/context.tsx";
import RecoverPage from "./RecoverPage.tsx";
import { type Recovery, RecoveryContext } from "./recovery.ts";

afterEach(cleanup);
type Answer = Awaited<ReturnType<Recovery["recover"]>>;

function openRecover(...answers: Answer[]): { words: string; relay: string }[] {
  history.replaceState(null, "", "/recover");
  const asked: { words: string; relay: string }[] = [];
  const recovery: Recovery = {
    makeSheet: async () => ({ ok: false, reason: "gone" }),
    recover: async (how) => {
      asked.push(how);
      return answers[asked.length - 1]!;
    },
    note: async () => null,
    keepNote: async () => {},
    now: () => 0,
    place: "https://canal.example",
  };
  render(() => (
    <RecoveryContext.Provider value={recovery}>
      <WorkspaceProvider workspace={makeWorkspaceDouble(emptyPicture())}>
        <Router>
          <Route path="/recover" component={RecoverPage} />
          <Route path="*" component={() => <p>In the group again</p>} />
        </Router>
      </WorkspaceProvider>
    </RecoveryContext.Provider>
  ));
  return asked;
}
const go = () => fireEvent.click(screen.getByRole("button", { name: "Come back into the group" }));

test("the place of the relay is asked only once it is not where this page came from", async () => {
  const asked = openRecover({ ok: false, reason: "nothing-there" }, { ok: true, value: "c0ffee" });
  fireEvent.input(screen.getByLabelText("The twenty-four words"), { target: { value: "abandon art" } });
  expect(screen.queryByLabelText("Where the group’s relay is")).toBeNull();
  go();
  const place = await screen.findByLabelText<HTMLInputElement>("Where the group’s relay is");
  expect(place.value).toBe("https://canal.example");
  fireEvent.input(place, { target: { value: " https://larch.example " } });
  go();
  await screen.findByText("In the group again");
  expect(asked).toEqual([
    { words: "abandon art", relay: "https://canal.example" },
    { words: "abandon art", relay: "https://larch.example" },
  ]);
});

test("a slip of the pen is called by its place, and asks for no address", async () => {
  openRecover({
    ok: false,
    reason: "words",
    fault: { reason: "unknown", words: [{ place: 3, word: "fogatta", perhaps: ["fog"] }] },
  });
  go();
  await screen.findByText("Word 3, “fogatta”, is not on the list. Perhaps it is “fog”.");
  expect(screen.queryByLabelText("Where the group’s relay is")).toBeNull();
  expect(document.activeElement).toBe(screen.getByLabelText("The twenty-four words"));
});
