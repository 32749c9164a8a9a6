// For tests in a page: an editor over a document of one's own, taken down after each test.
import * as A from "@automerge/automerge/slim";
import { render } from "@solidjs/testing-library";
import { createSignal } from "solid-js";
import { AgreementEditor, type AgreementEditorProps } from "../AgreementEditor.tsx";
import type { Caret, OtherCaret } from "../cursors.ts";
import type { MountedEditor } from "../view.ts";
import { beginning, Handle } from "./people.ts";

export function openEditor(props: Partial<AgreementEditorProps> = {}, doc = beginning()) {
  const handle = new Handle(A.clone(doc, { actor: "a1" }));
  const published: (Caret | null)[] = [];
  const [others, setOthers] = createSignal<OtherCaret[]>([]);
  let mounted!: MountedEditor;
  const page = render(() => (
    <AgreementEditor
      handle={handle}
      path={["text"]}
      label="Text of the agreement"
      presence={{ publish: (caret) => void published.push(caret), others }}
      editable
      onMounted={(editor) => {
        mounted = editor;
      }}
      {...props}
    />
  ));
  const box = page.getByRole("textbox", { name: "Text of the agreement" });
  return { page, box, handle, published, setOthers, editor: mounted, words: () => handle.doc().text };
}

/** The browser tells ProseMirror of a moved caret a moment after it moved; two frames later it knows. */
export function caretSettled(): Promise<void> {
  return new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(() => done()));
  });
}

export function pasteInto(box: HTMLElement, data: Record<string, string>) {
  const clipboardData = new DataTransfer();
  for (const [type, value] of Object.entries(data)) clipboardData.setData(type, value);
  box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}
