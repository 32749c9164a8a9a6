// Everything the pages can see and do, made of one device. The only place that knows both the device and Solid.
import type { GroupView, SyncStatus } from "@fogata/sync";
import { createEffect, createMemo, createRoot, createSignal, on } from "solid-js";
import { createChoices } from "./choices.ts";
import type { WorkspaceDeps } from "./deps.ts";
import { createGroupWorkspace } from "./group-workspace.ts";
import { makeLastWords } from "./last-words.ts";
import { makeNotes } from "./notes.ts";
import type { GroupRow, GroupWorkspace, Workspace } from "./types.ts";
import { createViewStore } from "./view-store.ts";

/** What main.tsx holds; the pages see the Workspace in it. */
export interface WholeWorkspace extends Workspace {
  /** The page is going away: keeps, without waiting, what the storage may not have yet. */
  leaving(): void;
}

export function createWorkspace(deps: WorkspaceDeps): WholeWorkspace {
  return createRoot((dispose) => {
    const { view, follow } = createViewStore(deps.lastView, deps.fresh);
    const notes = makeNotes(deps);
    const lastWords = makeLastWords(deps);
    // Whatever stands in its way, the words stay where they are for the next page.
    void lastWords.recover().catch(() => {});
    const [choices, choose] = createChoices(deps.atOnce, deps.onAtOnce);
    const [incomplete, setIncomplete] = createSignal(false);
    const [invitation, setInvitation] = createSignal(deps.invitation);
    const [invitedAs, setInvitedAs] = createSignal("");
    const groups = new Map<string, { workspace: GroupWorkspace & { close(): void }; dispose(): void }>();
    const unheard = deps.onInvitation(setInvitation);
    let unfollow = () => {};
    let closed = false;

    deps.device.then(
      (device) => {
        if (!closed) unfollow = follow(device);
      },
      () => setIncomplete(true),
    );
    createEffect(
      on(
        createMemo(() => view.ready && view.groups.length > 0),
        (some) => some && deps.onFirstGroup(),
      ),
    );

    // Taken off this device, in whichever tab: nothing that is still held of it may be written again.
    createEffect(
      on(
        createMemo(() => (view.ready ? view.groups.map(({ id }) => id) : null)),
        (there) => {
          for (const [id, entry] of there === null ? [] : groups) {
            if (there!.includes(id)) continue;
            const circles = [id, ...entry.workspace.circles.all().map((circle) => circle.id)];
            notes.drop(circles);
            lastWords.erase(circles);
            entry.workspace.close();
            entry.dispose();
            groups.delete(id);
          }
        },
      ),
    );

    const rows = createMemo(() => view.groups.map(({ id, name, me }): GroupRow => ({ id, name, myName: me.name })));

    function group(id: string): GroupWorkspace | null {
      if (!view.groups.some((one) => one.id === id)) return null;
      let entry = groups.get(id);
      if (!entry) {
        entry = createRoot((disposeGroup) => ({
          workspace: createGroupWorkspace({
            deps,
            notes,
            lastWords,
            id,
            view: createMemo<GroupView>(
              (before) => view.groups.find((one) => one.id === id) ?? before,
              view.groups.find((one) => one.id === id)!,
            ),
            showMyName: () => choices().showMyName,
          }),
          dispose: disposeGroup,
        }));
        groups.set(id, entry);
      }
      return entry.workspace;
    }

    return {
      ready: () => view.ready,
      fault: () => (incomplete() ? "app-incomplete" : view.fault),
      groups: rows,
      joining: () => view.joining,
      foundings: () => view.foundings,
      group,
      startGroup: async ({ name, myName }) => (await deps.device).startGroup({ name, myName, relay: deps.relay }),
      beginFounding: async ({ name, myName }) => (await deps.device).beginFounding({ name, myName, relay: deps.relay }),
      found: async (act) => (await deps.device).found(act),
      signList: async (joining, round) => (await deps.device).signList(joining, round),
      invitation,
      dropInvitation() {
        setInvitation(null);
        setInvitedAs("");
      },
      takeUp(link, name) {
        setInvitedAs(name);
        setInvitation(link);
      },
      invitedAs,
      copying: () => view.copying ?? null,
      readInvitation: async (link) => (await deps.device).readInvitation(link),
      readAgreements: async (link) => (await deps.device).readAgreements(link),
      askToJoin: async (o) => (await deps.device).askToJoin(o),
      forgetJoining: async (id) => (await deps.device).forgetJoining(id),
      status: createMemo(() => worst(view.groups.map((one) => one.status))),
      choices,
      choose,
      leaving: lastWords.keep,
      async flush() {
        // A device that could not open its storage has nothing to write, and would never answer.
        if (view.fault !== null) return;
        // Documents first: a page that is going away may not get to the notes, which only repeat them.
        await Promise.all([deps.device.then((device) => device.flush()), notes.flush()]);
        lastWords.forget();
      },
      async close() {
        closed = true;
        unfollow();
        unheard();
        if (view.fault === null) await notes.flush();
        for (const entry of groups.values()) {
          entry.workspace.close();
          entry.dispose();
        }
        dispose();
        await (await deps.device).close();
      },
    };
  });
}

/** Of several groups: the one that has most to say. With none, all there is to say is that this device keeps things. */
function worst(all: readonly SyncStatus[]): SyncStatus {
  const order = ["not-shared", "offline", "saved", "shared"] as const;
  return (
    order.map((kind) => all.find((one) => one.kind === kind)).find((one) => one !== undefined) ?? { kind: "saved" }
  );
}
