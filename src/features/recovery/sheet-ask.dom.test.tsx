// Home asks for a recovery sheet, gently: of everybody once they have been here a week, founders among them.
import { cleanup, fireEvent, render, screen, waitFor } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { fillTheGaps } from "../../../test/support/app.tsx";
import { emptyPicture, groupOf, makeWorkspaceDouble, person } from "../../../test/support/workspace-double.ts";
import { App } from "../../App.tsx";
import { WorkspaceProvider } from "../../workspace/context.tsx";
import { againAskMs, firstAskMs, type Recovery, RecoveryContext, type SheetNote } from "./recovery.ts";

afterEach(cleanup);
const now = Date.UTC(2026, 5, 9);
const question = { name: "If you lose every device" };

/** Gwen opens Home at a time; what her device keeps is written into `kept`. */
async function openHome(o: { at: number; kept: { note: SheetNote | null }; since: number; bobSince: number }) {
  fillTheGaps();
  history.replaceState(null, "", "/g/c0ffee");
  let read = false;
  const recovery: Recovery = {
    makeSheet: async () => ({ ok: false, reason: "gone" }),
    recover: async () => ({ ok: false, reason: "ours" }),
    note: async () => {
      read = true;
      return o.kept.note;
    },
    keepNote: async (_, note) => {
      o.kept.note = note;
    },
    now: () => o.at,
    place: "https://canal.example",
  };
  const people = [person("Gwen", o.since), person("Bob", o.bobSince)];
  render(() => (
    <RecoveryContext.Provider value={recovery}>
      <WorkspaceProvider
        workspace={makeWorkspaceDouble({ ...emptyPicture(), groups: [groupOf(["Gwen", "Bob"], { people })] })}
      >
        <App />
      </WorkspaceProvider>
    </RecoveryContext.Provider>
  ));
  await screen.findByRole("heading", { level: 1, name: "Home" });
  await waitFor(() => expect(read).toBe(true));
}

test("S66 Home asks whoever was let in more than a week ago, and Not now puts it away for a month", async () => {
  const kept = { note: null };
  await openHome({ at: now, kept, since: now - firstAskMs, bobSince: 0 });
  const asked = await screen.findByRole("region", question);
  expect(asked.querySelector("a")?.getAttribute("href")).toBe("/g/c0ffee/sheet");
  fireEvent.click(screen.getByRole("button", { name: "Not now" }));
  await waitFor(() => expect(screen.queryByRole("region", question)).toBeNull());
  expect(kept.note).toEqual({ madeAt: null, askedAt: now });
  cleanup();
  await openHome({ at: now + againAskMs, kept, since: now - firstAskMs, bobSince: 0 });
  await screen.findByRole("region", question);
});

test("S66 a founder, of whom no day is known, is asked a week after the first whom they let in", async () => {
  const kept = { note: null };
  await openHome({ at: now, kept, since: 0, bobSince: now - firstAskMs });
  await screen.findByRole("region", question);
});

test("S66 of founders alone, each is asked a week after their device first looked, and not before", async () => {
  const kept: { note: SheetNote | null } = { note: null };
  await openHome({ at: now, kept, since: 0, bobSince: 0 });
  await waitFor(() => expect(kept.note).toEqual({ madeAt: null, askedAt: null, firstAt: now }));
  expect(screen.queryByRole("region", question)).toBeNull();
  cleanup();
  await openHome({ at: now + firstAskMs, kept, since: 0, bobSince: 0 });
  await screen.findByRole("region", question);
  fireEvent.click(screen.getByRole("button", { name: "Not now" }));
  expect(kept.note).toEqual({ madeAt: null, askedAt: now + firstAskMs, firstAt: now });
});

test("S66 a founder whose device looked before they let anybody in is asked by that day", async () => {
  const kept = { note: { madeAt: null, askedAt: null, firstAt: now } };
  await openHome({ at: now + firstAskMs, kept, since: 0, bobSince: now + firstAskMs - 1 });
  await screen.findByRole("region", question);
});
