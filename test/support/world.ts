// A workspace on a device in memory, and what a page does with it. Time stands still unless it is moved.
import * as A from "@automerge/automerge/slim";
import type { DocumentHandle } from "@fogata/sync";
import { createRoot } from "solid-js";
import type { WorkspaceDeps } from "../../src/workspace/deps.ts";
import type { GroupWorkspace, OpenAgreement, Workspace } from "../../src/workspace/types.ts";
import { createWorkspace } from "../../src/workspace/workspace.ts";
import { alice, bob, type DeviceDouble, deviceDouble, groupOf } from "./device-double.ts";
import { type ManualClock, manualClock } from "./manual-clock.ts";

export const canal = "ca".repeat(32);
export const usual = () => import("../../src/workspace/engine.ts");

export interface World {
  device: DeviceDouble;
  clock: ManualClock;
  workspace: Workspace;
  group: GroupWorkspace;
  firstGroups(): number;
}
let worlds = 0;
export async function world(o: Partial<WorkspaceDeps> & { double?: DeviceDouble } = {}): Promise<World> {
  const device = o.double ?? deviceDouble(groupOf(canal, "Canal Side Tenants", alice, bob));
  const clock = manualClock();
  let firstGroups = 0;
  const chance = ++worlds * 16;
  let ids = 0;
  const workspace = createWorkspace({
    device: Promise.resolve(device),
    lastView: null,
    clock,
    randomBytes: (length) => new Uint8Array(length).fill(chance + ids++),
    relay: "https://fogata.example",
    engine: usual,
    atOnce: null,
    onAtOnce: () => () => {},
    invitation: null,
    onInvitation: () => () => {},
    onFirstGroup: () => void firstGroups++,
    ...o,
  });
  await settled();
  const group = workspace.group(canal)!;
  await settled();
  return { device, clock, workspace, group, firstGroups: () => firstGroups };
}

/** Everything already promised has happened; no time passes. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
}

/** Opens an agreement as a page does. */
export function open(group: GroupWorkspace, id: string, seenAs?: string): OpenAgreement & { leave(): void } {
  return createRoot((leave) => ({ ...group.openAgreement(id, seenAs), leave }));
}
export async function written(group: GroupWorkspace, title: string, text = ""): Promise<string> {
  const made = text ? await group.importMarkdown({ text, title }) : await group.newAgreement(title);
  if (!made.ok) throw new Error(made.reason);
  await settled();
  return made.value;
}
export const type = (page: OpenAgreement, letters: string) => append(page.live()!.handle, letters);
export function append(handle: DocumentHandle, letters: string): void {
  handle.change(((draft: { text: string }) => {
    A.splice(draft, ["text"], draft.text.length, 0, letters);
  }) as (draft: never) => void);
}
