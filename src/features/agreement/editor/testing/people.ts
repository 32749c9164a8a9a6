// For tests: three people with an editor each, a document each, and meetings at which one takes in what another wrote.
import * as A from "@automerge/automerge/slim";
import { toggleMark } from "prosemirror-commands";
import { Fragment, Slice } from "prosemirror-model";
import { type Command, TextSelection } from "prosemirror-state";
import { type Binding, bindText } from "../binding.ts";
import { docFromSpans } from "../blocks.ts";
import {
  addWhy,
  type BlockKind,
  backspace,
  breakLine,
  enter,
  indentBy,
  removeValue,
  setKind,
  setValue,
} from "../commands.ts";
import { schema } from "../schema.ts";

export type Doc = { text: string };
type Listener = (payload: { patches: unknown[] }) => void;

/** A document handle as automerge-repo's: changes and merges are heard as patches. */
export class Handle {
  private listeners: Listener[] = [];
  private held: A.Doc<Doc>;
  constructor(held: A.Doc<Doc>) {
    this.held = held;
  }
  doc = () => this.held;
  on = (_: "change", listener: Listener) => void this.listeners.push(listener);
  off = (_: "change", listener: Listener) => {
    this.listeners = this.listeners.filter((l) => l !== listener);
  };
  count = () => this.listeners.length;
  change(edit: (draft: never) => void) {
    this.next(A.change(this.held, edit as never));
  }
  merge(other: A.Doc<Doc>) {
    if (other !== this.held) this.next(A.merge(this.held, other));
  }
  private next(doc: A.Doc<Doc>) {
    const before = A.getHeads(this.held);
    this.held = doc;
    const patches = A.diff(doc, before, A.getHeads(doc));
    if (patches.length) for (const listener of this.listeners) listener({ patches });
  }
}

export class Person {
  readonly handle: Handle;
  readonly editor: Binding;
  clock = 0;
  private later: (() => void)[] = [];
  /** `drawsFirst`: letters are written when `frame` is called, as behind a frame in a page. */
  constructor(doc: A.Doc<Doc>, drawsFirst = false) {
    this.handle = new Handle(doc);
    this.editor = bindText({
      handle: this.handle,
      path: ["text"],
      now: () => this.clock,
      ...(drawsFirst ? { later: (work: () => void) => void this.later.push(work) } : {}),
    });
  }
  frame() {
    for (const work of this.later.splice(0)) work();
  }
  get state() {
    return this.editor.state();
  }
  run(command: Command) {
    return command(this.state, this.editor.dispatch);
  }
  select(from: number, to = from) {
    const at = (pos: number) => this.state.doc.resolve(Math.max(0, Math.min(pos, this.state.doc.content.size)));
    this.editor.dispatch(this.state.tr.setSelection(TextSelection.between(at(from), at(to))));
  }
  type(words: string) {
    this.editor.dispatch(this.state.tr.insertText(words));
  }
  /** The document, read whole, as the editor should show it. */
  get truth() {
    return docFromSpans(A.spans(this.handle.doc(), ["text"]));
  }
  get words() {
    return this.state.doc.textBetween(0, this.state.doc.content.size, "\n");
  }
}

const block = (type: string, attrs = {}) => ({
  type: "block" as const,
  value: { type: new A.ImmutableString(type), parents: [], attrs, isEmbed: false },
});
export const beginning = () =>
  A.change(A.from<Doc>({ text: "" }, { actor: "aa" }), (d) =>
    A.updateSpans(d, ["text"], [
      block("heading", { level: 1 }),
      { type: "text", value: "Agreement" },
      block("paragraph"),
      { type: "text", value: "We agree on these things." },
      block("ordered-list-item", { indent: 0 }),
      { type: "text", value: "first thing" },
    ] as never),
  );
/** One paragraph without words. */
export const blank = () =>
  A.change(A.from<Doc>({ text: "" }, { actor: "aa" }), (d) =>
    A.updateSpans(d, ["text"], [block("paragraph")] as never),
  );
export const threePeople = (doc = beginning(), drawsFirst = false) =>
  ["a1", "b0", "e5"].map((actor) => new Person(A.clone(doc, { actor }), drawsFirst)) as [Person, Person, Person];

export function everyoneMeets(people: Person[]) {
  for (let round = 0; round < 2; round++)
    for (const p of people) for (const q of people) if (p !== q) p.handle.merge(q.handle.doc());
}

/** One thing a person does, at a place and with a length. */
export interface Deed {
  kind: (typeof deeds)[number];
  at: number;
  len: number;
}
export const deeds = [
  "text",
  "text",
  "text",
  "line",
  "del",
  "enter",
  "backspace",
  "style",
  "head",
  "list",
  "indent",
  "quote",
  "why",
  "value",
  "link",
  "unlink",
  "paste",
  "markup",
] as const;

export function does(p: Person, { kind, at: place, len }: Deed, words = ["a", "bc", "é "][len % 3]!) {
  const at = place % (p.state.doc.content.size + 1);
  const wide =
    kind === "del" ||
    kind === "style" ||
    kind === "link" ||
    kind === "unlink" ||
    kind === "value" ||
    (kind === "paste" && len % 2 === 0);
  p.clock += len * 100;
  p.select(at, wide || len % 5 === 0 ? at + len : at);
  const kinds: BlockKind[] = ["heading-2", "paragraph", "heading-1"];
  const { strong, em, link } = schema.marks;
  if (kind === "text") p.type(words);
  else if (kind === "del") p.editor.dispatch(p.state.tr.deleteSelection());
  else if (kind === "line") p.run(breakLine);
  else if (kind === "enter") p.run(enter);
  else if (kind === "backspace") {
    p.select(p.state.selection.$from.start());
    p.run(backspace);
  } else if (kind === "style") p.run(toggleMark(len % 2 ? strong! : em!));
  else if (kind === "head") p.run(setKind(kinds[len % 3]!));
  else if (kind === "list") p.run(setKind(len % 2 ? "ordered" : "unordered"));
  else if (kind === "indent") p.run(indentBy(len % 3 ? 1 : -1));
  else if (kind === "quote") p.run(setKind("quote"));
  else if (kind === "why") p.run(addWhy);
  else if (kind === "value") p.run(len % 4 ? setValue(len % 2 ? "rule" : "few-needs") : removeValue);
  else if (kind === "link") p.run(toggleMark(link!, { href: `https://example.org/${len % 3}`, title: null }));
  else if (kind === "unlink")
    p.editor.dispatch(p.state.tr.removeMark(at, Math.min(at + len, p.state.doc.content.size)));
  else if (kind === "markup") {
    p.run(toggleMark(len % 2 ? strong! : em!));
    p.type(words);
  } else if (kind === "paste") {
    const n = schema.nodes;
    const inline = [schema.text(words, len % 3 ? [strong!.create()] : [])];
    const blocks = [
      n.paragraph!.create(null, inline),
      n.list_item!.create({ kind: "ordered", indent: len % 3 }, inline),
    ];
    p.editor.dispatch(p.state.tr.replaceSelection(new Slice(Fragment.from(blocks), len % 2, len % 2)));
  }
}
