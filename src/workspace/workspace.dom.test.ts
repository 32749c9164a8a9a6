// The bridge between a device and the pages: what shows when, and what re-runs.
import type { DeviceView } from "@fogata/sync";
import { createEffect, createRoot } from "solid-js";
import { expect, test } from "vitest";
import { alice, type DeviceDouble, deviceDouble, groupOf } from "../../test/support/device-double.ts";
import { canal, settled, world } from "../../test/support/world.ts";

test("the last view is shown before the device is open, and is not taken for its word", async () => {
  const lastView: DeviceView = {
    ready: true,
    fault: null,
    groups: [groupOf(canal, "Canal", alice)],
    joining: [],
    foundings: [],
  };
  let opened!: (device: DeviceDouble) => void;
  const device = new Promise<DeviceDouble>((resolve) => {
    opened = resolve;
  });
  const { workspace, group } = await world({ device, lastView });
  expect(workspace.groups().map((row) => row.name)).toEqual(["Canal"]);
  expect(group.name()).toBe("Canal");
  expect(workspace.ready()).toBe(false);
  opened(deviceDouble(groupOf(canal, "Canal Side Tenants", alice)));
  await settled();
  expect(workspace.ready()).toBe(true);
  expect(group.name()).toBe("Canal Side Tenants");
});

test("a device that is still opening does not empty the screen; one that cannot open says why", async () => {
  const lastView: DeviceView = {
    ready: true,
    fault: null,
    groups: [groupOf(canal, "Canal", alice)],
    joining: [],
    foundings: [],
  };
  const double = deviceDouble();
  double.show((view) => {
    view.ready = false;
  });
  const { workspace } = await world({ double, lastView });
  expect(workspace.groups().map((row) => row.name)).toEqual(["Canal"]);
  double.show((view) => {
    view.fault = "storage-corrupt";
  });
  expect(workspace.fault()).toBe("storage-corrupt");
  await workspace.close();
  expect(double.listeners()).toBe(0);
});

test("a new picture re-runs only what reads the part that differs", async () => {
  const { device, workspace, group } = await world();
  let names = 0;
  const statuses: string[] = [];
  createRoot(() => {
    createEffect(() => {
      group.name();
      workspace.groups();
      names++;
    });
    createEffect(() => statuses.push(group.status().kind));
  });
  device.show((view) => {
    view.groups[0]!.status = { kind: "offline" };
  });
  expect(statuses).toEqual(["shared", "offline"]);
  expect(names).toBe(1);
});

test("the same group is the same object, and an unknown one is nothing", async () => {
  const { workspace, group } = await world();
  expect(workspace.group(canal)).toBe(group);
  expect(workspace.group("00")).toBeNull();
});

test("starting a group works without a connection, and the storage is kept once there is something to keep", async () => {
  const { device, workspace, firstGroups } = await world({ double: deviceDouble() });
  expect(firstGroups()).toBe(0);
  expect(await workspace.startGroup({ name: "Larch Street", myName: "Nes" })).toMatchObject({ ok: true });
  expect(workspace.groups()).toMatchObject([{ name: "Larch Street", myName: "Nes" }]);
  expect(firstGroups()).toBe(1);
  device.show((view) => view.groups.push(groupOf(canal, "Canal", alice)));
  expect(firstGroups()).toBe(1);
});

test("choices stay on this device, each by itself", async () => {
  localStorage.clear();
  const { workspace } = await world({ atOnce: localStorage });
  expect(workspace.choices()).toEqual({ theme: "device", text: "usual", reading: "usual", showMyName: true });
  workspace.choose({ theme: "dark" });
  workspace.choose({ text: "large" });
  // At once: the page may be opened again the very next moment.
  const next = await world({ atOnce: localStorage });
  expect(next.workspace.choices()).toEqual({ theme: "dark", text: "large", reading: "usual", showMyName: true });
  localStorage.setItem("fogata/choices", '{"theme":"neon","text":"largest"}');
  const odd = await world({ atOnce: localStorage });
  expect(odd.workspace.choices()).toEqual({ theme: "device", text: "largest", reading: "usual", showMyName: true });
});

test("a browser that keeps nothing costs the choices, not the page", async () => {
  const refuse = () => {
    throw new DOMException("no", "SecurityError");
  };
  const { workspace } = await world({ atOnce: { ...localStorage, getItem: refuse, setItem: refuse } });
  workspace.choose({ theme: "dark" });
  expect(workspace.choices().theme).toBe("dark");
  expect((await world({ atOnce: null })).workspace.choices().theme).toBe("device");
});

test("an invitation this page was opened with is there until it is dropped or another is opened", async () => {
  let open!: (link: string) => void;
  const onInvitation = (opened: typeof open) => {
    open = opened;
    return () => {};
  };
  const { workspace } = await world({ invitation: "https://fogata.example/#join/abc", onInvitation });
  expect(workspace.invitation()).toBe("https://fogata.example/#join/abc");
  workspace.dropInvitation();
  expect(workspace.invitation()).toBeNull();
  open("https://fogata.example/#join/def");
  expect(workspace.invitation()).toBe("https://fogata.example/#join/def");
});
