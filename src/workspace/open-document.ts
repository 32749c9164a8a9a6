// One document of any kind, opened for as long as its page is there: brought up to date, looked for while it is missing,
// and left without a listener or a timer behind.
import { type Act, type ChangesOf, documentIdFrom, type KindName, parseDocumentId } from "@fogata/domain";
import type { Device, DocumentHandle, GroupId, GroupView, Off } from "@fogata/sync";
import { type Accessor, createEffect, createRoot, createSignal, getOwner, on, onCleanup, runWithOwner } from "solid-js";
import type { Engine, WorkspaceDeps } from "./deps.ts";
import { createDocumentStore, onChange } from "./document-store.ts";
import type { LastWords } from "./last-words.ts";
import { today, untilTomorrow } from "./today.ts";
import type { ChangeResult, OpenDocument, OpenFault, ViewOf, WhatOf } from "./types.ts";

/** While a document is missing it is looked for whenever the device has heard something, and ever more rarely besides. */
export const lookAgainMs = 2_000;
export const lookAgainMaxMs = 120_000;

export interface OpeningDeps {
  deps: WorkspaceDeps;
  lastWords: LastWords;
  /** The circle it is in: the group's own, or a working group's, as far as its list is known by then. */
  circle(): GroupId;
  /** Changes whenever this device has heard something of the group. */
  heard: Accessor<unknown>;
  me: Accessor<GroupView["me"]>;
}
export interface Opened {
  engine: Engine;
  device: Device;
  /** Whoever changes it through this is writing on this device. */
  handle: DocumentHandle;
}
export interface Opening {
  fault: Accessor<OpenFault | null>;
  /** Written by a newer app. */
  newer: Accessor<boolean>;
}

/** `text`: the document's id as an address gives it; null for the one there is of its kind. */
export function opening(
  o: OpeningDeps & {
    kind: KindName;
    text: string | null;
    /** Called once it is there. What it returns is called off with the page. */
    begin(opened: Opened): Off;
    changed(opened: Opened): void;
    /** Changed on this device. */
    wrote?(): void;
  },
): Opening {
  const owner = getOwner();
  const id = o.text === null ? null : parseDocumentId(o.text);
  const garbled = o.text !== null && id === null;
  const [fault, setFault] = createSignal<OpenFault | null>(garbled ? "missing" : null);
  const [newer, setNewer] = createSignal(false);
  const offs = new Set<Off>();
  let left = false;
  onCleanup(() => {
    left = true;
    for (const off of offs) off();
  });

  async function load(wait = lookAgainMs): Promise<void> {
    try {
      const [device, engine] = await Promise.all([o.deps.device, o.deps.engine()]);
      const single = engine.singleOf(o.kind);
      const doc = id ?? single?.id;
      if (left || doc === undefined) return;
      const opened = await device.openDocument(o.circle(), doc, id === null ? single?.start() : undefined);
      if (left) return;
      setFault(opened.ok ? null : opened.reason);
      if (opened.ok) begin({ engine, device, handle: opened.value }, doc);
      else if (opened.reason === "missing") lookAgain(wait);
    } catch {
      if (!left) setFault("app-incomplete");
    }
  }

  function lookAgain(wait: number): void {
    const stop = () => {
      offs.delete(stop);
      offTimer();
      offHeard();
    };
    const offTimer = o.deps.clock.after(wait, () => {
      stop();
      void load(Math.min(wait * 2, lookAgainMaxMs));
    });
    const offHeard = runWithOwner(owner, () =>
      createRoot((dispose) => {
        const hear = () => {
          stop();
          // It may be on the disk only a moment after the device has heard of it: so from here on look soon again.
          void load();
        };
        createEffect(on(o.heard, hear, { defer: true }));
        return dispose;
      }, owner),
    )!;
    offs.add(stop);
  }

  function begin(found: Opened, doc: string): void {
    const kind = found.engine.kinds[o.kind];
    const { handle } = found;
    if (found.engine.ageOf(kind, handle.doc()) === "older")
      handle.change(((draft: Record<string, unknown>) => found.engine.upgrade(kind, draft)) as (draft: never) => void);
    const lastWords = o.lastWords.watch({ group: o.circle(), doc, handle, engine: found.engine });
    offs.add(lastWords.off);
    const wrote = () => {
      o.wrote?.();
      lastWords.wrote();
    };
    const opened = { ...found, handle: noticing(handle, wrote) };
    const changed = () => {
      setNewer(found.engine.ageOf(kind, handle.doc()) === "newer");
      o.changed(opened);
    };
    offs.add(onChange(handle, changed));
    const off = runWithOwner(owner, () => o.begin(opened));
    if (off) offs.add(off);
    changed();
  }

  if (!garbled) void load();
  return { fault, newer };
}

/** A document as plain data to show, and what can be done to it, for every kind that is not written in an editor. */
export function createOpenDocument<K extends KindName>(o: OpeningDeps, kind: K, text: string | null): OpenDocument<K> {
  const store = createDocumentStore<{ view: ViewOf<K> | null }>({ view: null });
  let live: Opened | null = null;
  const show = () => {
    if (live) store.show({ view: live.engine.kinds[kind].parse(live.handle.doc(), today(o.deps.clock)) as ViewOf<K> });
  };
  const { fault, newer } = opening({
    ...o,
    kind,
    text,
    begin(opened) {
      live = opened;
      // What ends today has ended tomorrow, also on a page that stays open.
      return untilTomorrow(o.deps.clock, show);
    },
    changed: show,
  });
  return {
    view: () => store.value.view as ViewOf<K> | null,
    fault,
    newer,
    change: (verb, what) => changeIn(o, { kind, live, newer: newer() }, verb, what),
  };
}

/** Does one thing to an open document, if it may be done. */
export function changeIn<K extends KindName, V extends keyof ChangesOf<K>>(
  o: OpeningDeps,
  at: { kind: K; live: Opened | null; newer: boolean },
  verb: V,
  what: WhatOf<K, V>,
): ChangeResult<K, V> {
  if (!at.live) return { ok: false, reason: "not-open" };
  if (at.newer) return { ok: false, reason: "newer" };
  const { clock } = o.deps;
  const id = documentIdFrom(o.deps.randomBytes(16));
  const act: Act = { id, by: o.me().member, at: clock.now(), today: today(clock) };
  const write = at.live.engine.kinds[at.kind].changes[verb as never] as (
    d: never,
    w: WhatOf<K, V>,
    a: Act,
  ) => string | null;
  let refused: string | null = null;
  at.live.handle.change((draft) => {
    refused = write(draft, what, act);
  });
  return refused === null ? { ok: true, value: id } : { ok: false, reason: refused as never };
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
