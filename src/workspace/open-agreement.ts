// One agreement on the screen: at once the words this device kept to read, then the document to write in. Leaves
// nothing behind when its page goes: no listener, no timer, no caret on other people's screens.
import { parseDocumentId, parseReadable, type Readable, readingMinutes } from "@fogata/domain";
import type { DocumentHandle, Off } from "@fogata/sync";
import { type Accessor, createEffect, createSignal, getOwner, on, onCleanup, runWithOwner } from "solid-js";
import type { Engine, WorkspaceDeps } from "./deps.ts";
import { onChange } from "./document-store.ts";
import type { Drafts } from "./drafts.ts";
import type { LastWords } from "./last-words.ts";
import type { Notes } from "./notes.ts";
import { createPresence, type PresenceDeps } from "./presence.ts";
import type { Register } from "./register.ts";
import type { LiveAgreement, OpenAgreement, OpenFault } from "./types.ts";

/** A document nobody has sent yet is looked for again after this long: nothing else says that it has come. */
export const lookAgainMs = 2_000;

export interface OpenDeps extends Pick<PresenceDeps, "group" | "me" | "people" | "showMyName"> {
  deps: WorkspaceDeps;
  notes: Notes;
  register: Register;
  drafts: Drafts;
  lastWords: LastWords;
}

export function createOpenAgreement(o: OpenDeps, text: string): OpenAgreement {
  const owner = getOwner();
  const id = parseDocumentId(text);
  const [readable, setReadable] = createSignal<Readable | null>(null);
  const [liveTitle, setLiveTitle] = createSignal<string | null>(null);
  const [live, setLive] = createSignal<LiveAgreement | null>(null);
  const [fault, setFault] = createSignal<OpenFault | null>(id === null ? "missing" : null);
  const [newer, setNewer] = createSignal(false);
  const noteName = `group/${o.group}/agreement/${text}`;
  const offs = new Set<Off>();
  let left = false;

  onCleanup(() => {
    left = true;
    for (const off of offs) off();
  });

  async function readNote(): Promise<void> {
    const kept = parseReadable(await o.notes.read(noteName));
    if (kept && !live() && !left) setReadable(kept);
  }

  async function load(): Promise<void> {
    try {
      const [device, engine] = await Promise.all([o.deps.device, o.deps.engine()]);
      if (left || id === null) return;
      const opened = await device.openDocument(o.group, id);
      if (left) return;
      setFault(opened.ok ? null : opened.reason);
      if (opened.ok) begin(engine, opened.value, device);
      else if (opened.reason === "missing") later(lookAgainMs, load);
    } catch {
      if (!left) setFault("app-incomplete");
    }
  }

  function later(ms: number, run: () => void): void {
    const off = o.deps.clock.after(ms, () => {
      offs.delete(off);
      run();
    });
    offs.add(off);
  }

  function begin(engine: Engine, handle: DocumentHandle, device: PresenceDeps["device"]): void {
    if (engine.ageOf(engine.agreement, handle.doc()) === "older")
      handle.change(((draft: Record<string, unknown>) => engine.upgrade(engine.agreement, draft)) as (
        d: never,
      ) => void);
    const project = (): Readable => {
      const now = engine.agreement.parse(handle.doc());
      if (!left) setReadable(now);
      if (id !== null) o.register.relist({ id, title: now.title });
      return now;
    };
    // Reading the whole text costs too much for every keystroke: it is done once things are quiet.
    const changed = () => {
      setNewer(engine.ageOf(engine.agreement, handle.doc()) === "newer");
      setLiveTitle(engine.agreement.title(handle.doc()));
      o.notes.write(noteName, project);
    };
    offs.add(onChange(handle, changed));
    if (readable() === null) setReadable(engine.agreement.parse(handle.doc()));
    changed();
    const presence = runWithOwner(owner, () => {
      const port = createPresence({ ...o, device, clock: o.deps.clock, doc: text });
      createEffect(on(o.showMyName, () => port.choiceChanged(), { defer: true }));
      return port;
    })!;
    offs.add(() => presence.leave());
    const lastWords = o.lastWords.watch({ group: o.group, doc: text, handle, engine });
    offs.add(lastWords.off);
    const wrote = () => {
      o.drafts.wrote(text);
      lastWords.wrote();
    };
    setLive({ handle: noticing(handle, wrote), path: engine.agreementText, presence });
  }

  if (id !== null) {
    void readNote().catch(() => {}); // `load` tells what is wrong
    void load();
  }
  const listedTitle = () => o.register.agreements().find((row) => row.id === text)?.title;
  const minutes: Accessor<number | null> = () => {
    const now = readable();
    return now && readingMinutes(now.blocks);
  };
  return {
    id: text,
    title: () => liveTitle() ?? readable()?.title ?? listedTitle() ?? "",
    readable,
    live,
    fault,
    minutes,
    newer,
  };
}

/** The same document; whoever holds this one is writing on this device. */
function noticing(handle: DocumentHandle, wrote: () => void): DocumentHandle {
  return {
    doc: () => handle.doc(),
    on: (event, listener) => handle.on(event, listener),
    off: (event, listener) => handle.off(event, listener),
    change(edit) {
      handle.change(edit);
      wrote();
    },
  };
}
