// What the view is told about copying and pasting.
import { DOMParser, Fragment, Slice } from "prosemirror-model";
import type { EditorProps } from "prosemirror-view";
import { CopySerializer, textOf } from "./copy.ts";
import { blocksFromText, PasteParser } from "./paste.ts";
import { schema } from "./schema.ts";

export const clipboard: EditorProps = {
  clipboardParser: new PasteParser(schema, DOMParser.fromSchema(schema).rules),
  clipboardTextParser: (text) => Slice.maxOpen(Fragment.from(blocksFromText(text))),
  clipboardSerializer: new CopySerializer(),
  clipboardTextSerializer: textOf,
};
