// The editor in a real browser: keys, the selection, marks, undo.
import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { openEditor } from "./testing/page.tsx";

/** The browser tells ProseMirror of a moved caret a moment later. */
const caretSettled = () => new Promise<void>((done) => requestAnimationFrame(() => setTimeout(done, 30)));

async function at(box: HTMLElement, block: number, ...keys: string[]) {
  await userEvent.click(box.children[block]!);
  await caretSettled();
  for (const key of keys) {
    await userEvent.keyboard(key);
    await caretSettled();
  }
}

test("typed words reach the document, and Enter and Backspace split and join", async () => {
  const { box, words, editor } = openEditor();
  await at(box, 1, "{End}");
  await userEvent.keyboard(" Also this.");
  expect(words()).toBe("\ufffcAgreement\ufffcWe agree on these things. Also this.\ufffcfirst thing");
  await userEvent.keyboard("{Enter}");
  await userEvent.keyboard("Next");
  expect(words()).toBe("\ufffcAgreement\ufffcWe agree on these things. Also this.\ufffcNext\ufffcfirst thing");
  await at(box, 2, "{Home}");
  await userEvent.keyboard("{Backspace}");
  expect(words()).toBe("\ufffcAgreement\ufffcWe agree on these things. Also this.Next\ufffcfirst thing");
  expect(editor.binding.rereads()).toBe(0);
});
