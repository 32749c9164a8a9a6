// A document in a Solid store: fine-grained, plain, and quiet about nothing.
import * as A from "@automerge/automerge/slim";
import { draftAgreement, type Listed, list, listed, registerId, registerStart, relist } from "@fogata/domain";
import { createEffect, createRoot } from "solid-js";
import { expect, test, vi } from "vitest";
import { alice, deviceDouble, groupOf } from "../../test/support/device-double.ts";
import { createDocumentStore, onChange } from "./document-store.ts";

const group = "ca".repeat(32);
const row = (n: number, title: string): Listed => ({
  id: n.toString(16).padStart(32, "0") as Listed["id"],
  kind: "agreement",
  title,
  at: n,
  from: null,
  pinned: false,
  circle: null,
});
const edit = (run: (draft: never) => void) => run;

async function register(...rows: Listed[]) {
  const device = deviceDouble(groupOf(group, "Canal", alice));
  const opened = await device.openDocument(group, registerId, registerStart());
  if (!opened.ok) throw new Error(opened.reason);
  for (const one of rows) opened.value.change(edit((draft) => list(draft, one)));
  return { device, handle: opened.value };
}

test("only the row that changed re-runs", async () => {
  const { handle } = await register(row(16, "Children"), row(17, "Keys"), row(18, "Relay"));
  const ran: string[] = [];
  createRoot((dispose) => {
    const store = createDocumentStore<{ rows: Listed[] }>({ rows: [] });
    const off = store.follow(handle, (doc) => ({ rows: listed(doc) }));
    for (const at of [0, 1, 2]) createEffect(() => ran.push(store.value.rows[at]!.title));
    queueMicrotask(() => {
      ran.length = 0;
      handle.change(edit((draft) => relist(draft, { id: row(17, "").id, title: "Keys and locks" })));
      off();
      handle.change(edit((draft) => relist(draft, { id: row(18, "").id, title: "Unheard" })));
      dispose();
    });
  });
  await Promise.resolve();
  expect(ran).toEqual(["Keys and locks"]);
});

test("what is in the store is plain: the document itself stays as Automerge made it", async () => {
  const { handle } = await register(row(16, "Children"));
  const store = createDocumentStore<{ rows: Listed[] }>({ rows: [] });
  store.follow(handle, (doc) => ({ rows: listed(doc) }));
  expect(JSON.parse(JSON.stringify(store.value.rows))).toEqual([row(16, "Children")]);
  expect(Object.getOwnPropertySymbols(handle.doc()).map(String)).not.toContain("Symbol(solid-proxy)");
  expect(A.getHeads(handle.doc() as A.Doc<unknown>)).toHaveLength(1);
});

test("a listener that fails is reported and silences nobody", async () => {
  const device = deviceDouble(groupOf(group, "Canal", alice));
  const id = row(20, "").id;
  const made = await device.createDocument(group, id, draftAgreement({ id, title: "Keys", blocks: [] }));
  if (!made.ok) throw new Error(made.reason);
  const reported: unknown[] = [];
  // Every browser has it; jsdom does not.
  vi.stubGlobal("reportError", (error: unknown) => reported.push(error));
  const bug = new Error("a view threw");
  let heard = 0;
  const offs = [
    onChange(made.value, () => {
      throw bug;
    }),
    onChange(made.value, () => heard++),
  ];
  made.value.change(
    edit((draft: { version: number }) => {
      draft.version = 2;
    }),
  );
  for (const off of offs) off();
  vi.unstubAllGlobals();
  expect(heard).toBe(1);
  expect(reported).toEqual([bug]);
  expect(device.listeners()).toBe(0);
});
