// The group's list of documents, of every kind: at once from this device's note, then from the register itself.
import type { DocumentId, RegisterDraft, ToList } from "@fogata/domain";
import type { DocumentHandle, GroupId, Off } from "@fogata/sync";
import { type Accessor, createSignal } from "solid-js";
import type { Engine, WorkspaceDeps } from "./deps.ts";
import { createDocumentStore, onChange } from "./document-store.ts";
import type { Notes } from "./notes.ts";
import type { DocumentRow, KindName } from "./types.ts";

export interface Register {
  /** By title. */
  documents: Accessor<readonly DocumentRow[]>;
  ofKind(kind: KindName): Accessor<readonly DocumentRow[]>;
  /** Loads the register, if it is not; resolves to whether it could be. */
  open(): Promise<"open" | "corrupt" | "app-incomplete">;
  /** Writes a new document into the list. Call after `open`. */
  list(row: ToList): void;
  /** Brings a title in the list to what the document itself says, if the list is there and differs. */
  relist(row: { id: DocumentId; title: string }): void;
  /** Keeps it in view for everybody, or no more. Call after `open`. */
  pin(row: { id: DocumentId; pinned: boolean }): void;
  /** What stands in it beside the documents; null until it is there. Answers anew whenever it has changed. */
  beside<T>(read: (engine: Engine, doc: unknown) => T): T | null;
  /** Writes beside the documents. Call after `open`. */
  writeBeside(write: (engine: Engine, draft: object) => void): void;
  close(): void;
}

export function createRegister(o: { deps: WorkspaceDeps; notes: Notes; group: GroupId }): Register {
  const store = createDocumentStore<{ rows: DocumentRow[] }>({ rows: [] });
  const noteName = `group/${o.group}/register`;
  let live: { handle: DocumentHandle; engine: Engine; off: Off } | null = null;
  let opening: ReturnType<Register["open"]> | null = null;
  let closed = false;
  const [heard, setHeard] = createSignal(0);

  const stored = o.notes.read(noteName).then(
    (note) => {
      if (!live && !closed) store.show({ rows: rowsOf(note) });
    },
    () => {}, // without the device there is no note either; `open` says so
  );

  async function load(): Promise<Awaited<ReturnType<Register["open"]>>> {
    let engine: Engine;
    let opened: Awaited<ReturnType<Awaited<WorkspaceDeps["device"]>["openDocument"]>>;
    try {
      const device = await o.deps.device;
      engine = await o.deps.engine();
      opened = await device.openDocument(o.group, engine.registerId, engine.registerStart());
    } catch {
      opening = null; // the next call tries again
      return "app-incomplete";
    }
    await stored;
    if (!opened.ok) return "corrupt";
    if (closed) return "open";
    const handle = opened.value;
    const offShow = store.follow(handle, (doc) => ({ rows: engine.listed(doc) }));
    const keep = () => {
      setHeard((n) => n + 1);
      o.notes.write(noteName, () => engine.listed(handle.doc()));
    };
    const offKeep = onChange(handle, keep);
    live = { handle, engine, off: () => [offShow, offKeep].forEach((off) => void off()) };
    keep();
    return "open";
  }

  function change(edit: (draft: RegisterDraft) => void): void {
    live?.handle.change(edit as (draft: never) => void);
  }

  return {
    documents: () => store.value.rows,
    ofKind: (kind) => () => store.value.rows.filter((row) => row.kind === kind),
    open: () => {
      opening ??= load();
      return opening;
    },
    list: (row) => change((draft) => live!.engine.list(draft, row)),
    relist(row) {
      const copy = store.value.rows.find(({ id }) => id === row.id);
      if (copy && copy.title !== row.title) change((draft) => live!.engine.relist(draft, row));
    },
    pin: (row) => change((draft) => live!.engine.pin(draft, row)),
    beside(read) {
      heard();
      return live && read(live.engine, live.handle.doc());
    },
    writeBeside: (write) => change((draft) => write(live!.engine, draft)),
    close() {
      closed = true;
      live?.off();
      live = null;
    },
  };
}

/** Our own note, but perhaps an older app's, which knew of no other circles. */
function rowsOf(note: unknown): DocumentRow[] {
  const rows = Array.isArray(note) ? (note as Partial<DocumentRow>[]) : [];
  return rows.flatMap((row) =>
    typeof row?.id === "string" && typeof row.title === "string" && typeof row.at === "number"
      ? [
          {
            ...row,
            kind: String(row.kind) as KindName,
            circle: row.circle ?? null,
            from: row.from ?? null,
            pinned: row.pinned === true,
          } as DocumentRow,
        ]
      : [],
  );
}
