// What is told aloud about tracked changes: words that came and went are said so, and of an empty line nothing is.
import type { BlockChange } from "@fogata/domain";
import { cleanup, render } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { Marked } from "./Marked.tsx";

afterEach(cleanup);
const line = (kind: "inserted" | "deleted", text: string) =>
  ({
    kind,
    block: {
      type: "paragraph",
      runs: text === "" ? [] : [{ text, strong: false, em: false, link: null }],
    },
  }) as unknown as BlockChange;

test("an empty line that came or went is not said to be words", () => {
  const { container } = render(() => (
    <Marked changes={[line("deleted", ""), line("inserted", ""), line("inserted", "Bring a cup.")]} />
  ));
  expect([...container.querySelectorAll("ins, del")].map((one) => one.textContent)).toEqual([
    "inserted: Bring a cup. end of insertion ",
  ]);
});
