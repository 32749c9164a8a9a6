// H2 Numbers in the margin: each list counts for itself, whatever stands around it. What can be pressed says its name.
import * as A from "@automerge/automerge/slim";
import { cleanup } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { cdp, page as screen } from "vitest/browser";
import "../../../ui/styles/index.css";
import { openEditor } from "./testing/page.tsx";
import type { Doc } from "./testing/people.ts";

afterEach(cleanup);

/** Lines as "depth words", with `-` for a dot and `+` for a number. */
function lines(...rows: string[]): A.Doc<Doc> {
  const spans = rows.flatMap((row) => {
    const [, mark, indent, value] = /^([-+])(\d) (.*)$/.exec(row)!;
    const type = new A.ImmutableString(mark === "+" ? "ordered-list-item" : "unordered-list-item");
    const block = { type, parents: [], attrs: { indent: Number(indent) }, isEmbed: false };
    return [
      { type: "block" as const, value: block },
      { type: "text" as const, value: value! },
    ];
  });
  return A.change(A.from<Doc>({ text: "" }), (d) => A.updateSpans(d, ["text"], spans as never));
}

interface FrameTree {
  frame: { id: string };
  childFrames?: FrameTree[];
}
interface Heard {
  nodeId: string;
  childIds?: string[];
  role?: { value: string };
  name?: { value: string };
}
/** What a screen reader hears of the text, line by line, generated numbers included. */
async function heard(): Promise<string[]> {
  const page = cdp() as unknown as { send(method: string, o?: object): Promise<unknown> };
  const { frameTree } = (await page.send("Page.getFrameTree")) as { frameTree: FrameTree };
  const frameId = (frameTree.childFrames?.[0] ?? frameTree).frame.id;
  const { nodes } = (await page.send("Accessibility.getFullAXTree", { frameId })) as { nodes: Heard[] };
  const byId = new Map(nodes.map((n) => [n.nodeId, n]));
  const words = (n: Heard): string =>
    n.role?.value === "StaticText"
      ? (n.name?.value ?? "")
      : (n.childIds ?? []).map((id) => (byId.has(id) ? words(byId.get(id)!) : "")).join("");
  return nodes.filter((n) => n.role?.value === "paragraph").map(words);
}

test("H2 a list under a list counts from one again, and a line with a dot ends the counting of its depth", async () => {
  const rows = ["+0 a", "+1 b", "+1 c", "-1 d", "+1 e", "+0 f", "+1 g", "-0 h", "+1 i", "+3 j", "+4 k", "+3 l", "+4 m"];
  openEditor({}, lines(...rows));
  const said = ["1a", "1.1b", "1.2c", "•d", "1.1e", "2f", "2.1g", "•h", "1i", "1.j", "1.k", "2.l", "1.m"];
  expect((await heard()).slice(0, rows.length)).toEqual(said);
});

test("every button of the toolbar shows a word of its name and is as large as a thumb", async () => {
  await screen.viewport(1100, 800);
  const { page } = openEditor();
  const buttons = page.getByRole("toolbar").querySelectorAll("button");
  expect(buttons).toHaveLength(15);
  for (const button of buttons) {
    expect(button.getAttribute("aria-label")!.toLowerCase()).toContain(button.textContent!.toLowerCase());
    expect(button.textContent).not.toBe("");
    const { width, height } = button.getBoundingClientRect();
    expect(Math.min(width, height), button.textContent!).toBeGreaterThanOrEqual(44);
  }
});
