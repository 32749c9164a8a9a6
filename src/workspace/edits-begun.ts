// What I went on writing in a text while the group decided on it: it came too late to be decided on, and is not lost.
import type { Accessor } from "solid-js";
import { createSignal } from "solid-js";
import type { Engine } from "./deps.ts";
import { type Opened, type OpeningDeps, opening } from "./open-document.ts";

export interface Decided {
  document: string;
  /** Of the text that was decided on. */
  hash: string;
}

/** True while there are words of mine beside the decided ones that no change has been made of on this device. */
export function createEditsBegun(
  o: OpeningDeps,
  { document, hash }: Decided,
  { isMine, turned }: { isMine(device: string): boolean; turned(): Promise<unknown> },
): Accessor<boolean> {
  const [begun, setBegun] = createSignal(false);
  let latest = 0;
  /** Where the decided text stands: looked for once, since that goes through the document step by step. */
  let stood: readonly string[] | null = null;
  async function look({ engine, handle }: Opened): Promise<void> {
    const turn = ++latest;
    const doc = handle.doc();
    const now = await hashNow(engine, doc);
    const past = now !== hash && now !== (await turned());
    if (past) stood ??= (await engine.findText(doc, { document, hash }))?.heads ?? null;
    const mine = past && stood !== null && [...engine.devicesSince(engine.changesOf(doc), stood)].some(isMine);
    if (turn === latest) setBegun(mine);
  }
  opening({
    ...o,
    kind: "agreement",
    text: document,
    begin: () => () => {},
    changed: (opened) => void look(opened).catch(() => {}),
  });
  return begun;
}
export function hashNow(engine: Engine, doc: unknown): Promise<string> {
  return engine.hashOfWritten(engine.kinds.agreement.parse(doc));
}
