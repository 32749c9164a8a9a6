// What the view is told about copying and pasting.
import type { EditorProps } from "prosemirror-view";

export const clipboard: EditorProps = {};
