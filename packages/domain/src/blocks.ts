// A text as plain data: a flat list of blocks, each a list of runs. What is shown before Automerge is loaded, what is
// read from and written to Markdown. Knows nothing of Automerge, so it can be on the first screen.

export type Block =
  | { type: "paragraph"; runs: Run[] }
  | { type: "heading"; level: HeadingLevel; runs: Run[] }
  | { type: "ordered-list-item"; indent: number; runs: Run[] }
  | { type: "unordered-list-item"; indent: number; runs: Run[] }
  | { type: "blockquote"; runs: Run[] };
export type BlockType = Block["type"];
export type HeadingLevel = 1 | 2 | 3 | 4;

/** Words that are written alike. Neighbouring runs always differ in something but their text. */
export interface Run {
  text: string;
  strong: boolean;
  em: boolean;
  link: Link | null;
}
export interface Link {
  href: string;
  title: string | null;
}

/** An agreement to be read: what this device keeps beside the document, sealed, and shows first. */
export interface Readable {
  title: string;
  blocks: Block[];
}
