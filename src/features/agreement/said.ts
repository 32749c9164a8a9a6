// What people have said beside a text, as long as a page shows it: read anew when something of it changes, whoever wrote
// it. A keystroke in the text costs it nothing but a timer, however much was said.
import type { DocumentHandle } from "@fogata/sync";
import { type Accessor, createRenderEffect, createSignal, on, onCleanup } from "solid-js";
import { createStore, reconcile } from "solid-js/store";
import { whoseDevices } from "../../workspace/whose-devices.ts";
import { useGroup } from "../group/context.tsx";

const quietMs = 500;

export interface SaidBeside<One> {
  held: { readonly all: One[] };
  /** Another number after each pause in writing: what the words are about may stand elsewhere. */
  version: Accessor<number>;
}

/** `field`: where in the document it is kept. */
export function createSaidBeside<One extends { id: string }>(
  handle: DocumentHandle,
  field: string,
  readAll: (doc: unknown, memberOf: (device: string) => string | null) => One[],
): SaidBeside<One> {
  const group = useGroup();
  const [held, setHeld] = createStore<{ all: One[] }>({ all: [] });
  const [version, setVersion] = createSignal(0);
  const read = () => {
    const members = whoseDevices(group.people(), group.gone());
    const all = readAll(handle.doc(), (device) => members.get(device) ?? null);
    setHeld("all", reconcile(all, { key: "id" }));
  };
  let quiet: ReturnType<typeof setTimeout> | undefined;
  const changed = ({ patches }: { patches: unknown[] }) => {
    if (patches.length === 0 || patches.some((one) => (one as { path?: unknown[] }).path?.[0] === field)) read();
    clearTimeout(quiet);
    quiet = setTimeout(() => setVersion((n) => n + 1), quietMs);
  };
  handle.on("change", changed);
  onCleanup(() => {
    handle.off("change", changed);
    clearTimeout(quiet);
  });
  // Whose device it was may become known after the words.
  createRenderEffect(on([group.people, group.gone], read));
  return { held, version };
}
