// What people call their own devices: "phone", "the old laptop". Said in the group like everything else, sealed, so that
// they and the others know which one is meant when one is lost. Of what was said of a device the last word holds.
import type { MemberId, Membership } from "@fogata/keys";
import type { ActFault } from "./belonging.types.ts";
import type { Client } from "./client.types.ts";
import { cleanName } from "./names.ts";
import type { Bytes, Clock, Result } from "./ports.ts";
import { toHex } from "./record.ts";
import type { Said } from "./said.ts";
import { noDoc } from "./sealer.ts";

const named = "device-name";

/** S105 By its own person alone; anybody else's word about it is none. */
export function deviceNamesOf(m: Membership, all: readonly Said[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const { statement } of all) {
    const { what, details, member } = statement;
    const device = String(details.device);
    if (what !== named || m.devices.get(device as never)?.member !== member) continue;
    names.set(device, cleanName(String(details.name ?? "")) ?? "");
  }
  return names;
}

export function createDeviceNames(o: {
  sha256(data: Bytes): Promise<Bytes>;
  client: Pick<Client, "membership" | "state">;
  clock: Clock;
  member: MemberId;
  all(): readonly Said[];
}) {
  return {
    async give(device: string, wanted: string): Promise<Result<{ id: null }, ActFault>> {
      const name = wanted.trim() === "" ? "" : cleanName(wanted);
      if (name === null) return { ok: false, reason: "bad-name" };
      const m = o.client.membership();
      if (m.devices.get(device as never)?.member !== o.member) return { ok: false, reason: "gone" };
      const done = { ok: true, value: { id: null } } as const;
      if ((deviceNamesOf(m, o.all()).get(device) ?? "") === name) return done;
      const text = toHex(await o.sha256(new TextEncoder().encode(name)));
      const details = { device, name };
      const said = await o.client.state({ doc: noDoc, text, what: named, details, time: o.clock.now() });
      return said.ok ? done : said;
    },
  };
}
