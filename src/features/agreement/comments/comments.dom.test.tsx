// What people say about an agreement: said, answered, settled, and taken back by whoever said it.
import * as A from "@automerge/automerge/slim";
import { agreement, type ChangesOf, commentPassages, type DocumentId, draftAgreement } from "@fogata/domain";
import { cleanup, fireEvent, screen, waitFor, within } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { openApp } from "../../../../test/support/app.tsx";
import { emptyPicture, groupOf } from "../../../../test/support/workspace-double.ts";
import { Handle } from "../editor/testing/people.ts";

afterEach(cleanup);
const id = "00112233445566778899aabbccddeeff" as DocumentId;
const plain = { strong: false, em: false, link: null };

let made = 0;
/** A page whose changes are made to the document, as member `by` with a device of that member's. */
function openPage(o: { said?: number } = {}) {
  const group = groupOf(["Gwen", "Hassan"], {});
  const device = "a1".repeat(16);
  const people = group.people.map((one, n) =>
    n === 0 ? { ...one, devices: one.devices.map((held) => ({ ...held, id: device })) } : one,
  );
  const gwen = people[0]!;
  const blocks = ["We meet on Mondays.", "Bring a cup."].map((text) => ({
    type: "paragraph" as const,
    runs: [{ text, ...plain }],
  }));
  const doc = A.load<{ text: string }>(draftAgreement({ id, title: "Meetings", blocks }), {
    actor: `${device}01`,
  });
  const handle = new Handle(doc);
  const change = (verb: string, what: unknown, by: string = gwen.member) => {
    const act = { id: (++made).toString(16).padStart(32, "0"), by, at: Date.now() + made, today: "2026-11-20" };
    let refused: string | null = null;
    handle.change((draft: never) => {
      const write = agreement.changes[verb as keyof ChangesOf<"agreement">] as (...all: unknown[]) => string | null;
      refused = write(draft, what, act);
    });
    return refused === null ? { ok: true, value: act.id } : { ok: false, reason: refused };
  };
  for (let n = 0; n < (o.said ?? 0); n++) change("comment", { words: `Word ${n}`, quote: "", anchor: null });
  openApp(
    "/g/c0ffee/agreements/a1",
    {
      ...emptyPicture(),
      groups: [
        {
          ...group,
          people,
          agreements: [{ id: "a1", title: "Meetings", at: 1 }],
          live: { handle, path: ["text"], presence: { publish: () => {}, others: () => [] } },
        },
      ],
    },
    { change: change as never },
  );
  return { handle, change };
}
const part = () => screen.findByRole("region", { name: "Comments" });

test("nothing said yet is said so; an empty comment is refused at its field; a clause is chosen and spoken about", async () => {
  openPage();
  const region = await part();
  within(region).getByText(/Nothing has been said about it yet/);
  fireEvent.click(within(region).getByRole("button", { name: "Comment" }));
  const dialog = await screen.findByRole("dialog", { name: "Comment" });
  fireEvent.click(within(dialog).getByRole("button", { name: "Say it" }));
  within(dialog).getByText("There are no words yet. A few are enough.");
  fireEvent.change(within(dialog).getByRole("combobox", { name: "What is it about?" }), { target: { value: "1" } });
  fireEvent.input(within(dialog).getByRole("textbox", { name: "Your words" }), { target: { value: "Why a cup?" } });
  fireEvent.click(within(dialog).getByRole("button", { name: "Say it" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  within(region).getByText("Why a cup?");
  within(region).getByText("Bring a cup.", { selector: "blockquote" });
});

test("replied to, settled, shown again with who settled it, and talked about again", async () => {
  const { change } = openPage();
  change("comment", { words: "Why?", quote: "", anchor: null });
  const region = await part();
  fireEvent.click(await within(region).findByRole("button", { name: "Reply" }));
  const dialog = await screen.findByRole("dialog", { name: /^Reply to/ });
  fireEvent.input(within(dialog).getByRole("textbox", { name: "Your words" }), { target: { value: "Less to wash." } });
  fireEvent.click(within(dialog).getByRole("button", { name: "Say it" }));
  await within(region).findByText("Less to wash.");
  fireEvent.click(within(region).getByRole("button", { name: "Settled" }));
  await waitFor(() => expect(within(region).queryByText("Why?")).toBeNull());
  fireEvent.click(within(region).getByRole("button", { name: "Show what is settled" }));
  within(region).getByText(/^Settled by/);
  within(region).getByText("Less to wash.");
  fireEvent.click(within(region).getByRole("button", { name: "Talk about it again" }));
  await waitFor(() => expect(within(region).queryByText(/^Settled by/)).toBeNull());
  within(region).getByText("Why?");
});

test("when the words have gone from the text it says so, and keeps them as they stood", async () => {
  const { change, handle } = openPage();
  const { words: quote, from, to } = commentPassages(handle.doc())[1]!;
  change("comment", { words: "Why a cup?", quote, anchor: { from, to } });
  const region = await part();
  await within(region).findByText("Why a cup?");
  expect(within(region).queryByText("These words are no longer in the text.")).toBeNull();
  handle.change((draft: never) => {
    const text = (draft as { text: string }).text;
    A.splice(draft, ["text"], String(text).indexOf("Bring"), quote.length);
  });
  await within(region).findByText("These words are no longer in the text.");
  within(region).getByText("Bring a cup.", { selector: "blockquote" });
});

test("five hundred comments are listed a step at a time, all in the end, and one more stands behind them", async () => {
  const { change } = openPage({ said: 500 });
  const region = await part();
  await within(region).findByText("Word 0");
  await waitFor(() => within(region).getByText("Word 499"), { timeout: 20_000 });
  change("comment", { words: "One more", quote: "", anchor: null });
  await within(region).findByText("One more");
}, 60_000);
