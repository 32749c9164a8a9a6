// Of an agreement that several people talk about, no two things to press have one name: each says what it is about.
import { commentPassages } from "@fogata/domain";
import { cleanup, screen, waitFor } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { openAgreementPage } from "../../../test/support/agreement-page.ts";

afterEach(cleanup);

test("each button of comments, suggestions and the toolbar says which words it is about", async () => {
  const page = openAgreementPage();
  const [first, second] = commentPassages(page.handle.doc());
  const about = ({ words, from, to }: NonNullable<typeof first>) => ({ quote: words, anchor: { from, to } });
  page.change("comment", { words: "Why a cup?", ...about(second!) });
  page.change("comment", { words: "Why Mondays?", ...about(first!) });
  for (const [one, words] of [[first!, "We meet on Tuesdays."] as const, [second!, "Bring a mug."] as const])
    page.change("suggest", { anchor: { from: one.from, to: one.to }, words, weight: "should", why: "" });
  await waitFor(() => expect(screen.getAllByRole("button", { name: /^Take it/ })).toHaveLength(2));
  await waitFor(() => expect(screen.getAllByRole("button", { name: /^Take back my words/ })).toHaveLength(2));
  await screen.findByRole("toolbar");
  const names = screen.getAllByRole("button").map((one) => one.getAttribute("aria-label") ?? one.textContent?.trim());
  expect(names.filter((one, n) => names.indexOf(one) !== n)).toEqual([]);
  for (const name of [
    "Take it: “Bring a mug.”",
    "Take back my words: “Why a cup?”",
    "Settled: “Why Mondays?”",
    "Take back what I wrote last",
  ])
    expect(names).toContain(name);
  // What is said aloud begins with what is seen, for those who speak to their device.
  for (const one of screen.getAllByRole("button", { name: /“/ }))
    expect(one.getAttribute("aria-label")?.startsWith(one.textContent ?? "-")).toBe(true);
});
