// S80 How far the entries of a device count that belongs no more: as far as the line that was drawn under it, or its own
// farewell, or as far as somebody who remains has vouched that they had accepted them before they learned of its end.
// Everybody who has read the same entries comes to the same line.
import type { DeviceId, Membership } from "@fogata/keys";

export interface Lines {
  /** The last entry that counts. Only asked of devices that belong no more. */
  of(device: DeviceId): number;
  /** Somebody's word that entries up to `n` had been accepted. Who is gone with the device vouches for nothing. */
  vouch(o: { by: DeviceId; device: DeviceId; n: number }): void;
  /** Its own last word, by its own numbers: it said itself that it leaves. */
  farewell(device: DeviceId, n: number): void;
  /** What has been accepted of devices that belong no more and lies beyond their lines. */
  owed(accepted: ReadonlyMap<string, number>): { device: DeviceId; n: number }[];
}

export function createLines(membership: () => Membership): Lines {
  const vouches = new Map<DeviceId, Map<DeviceId, number>>();
  const farewells = new Map<DeviceId, number>();

  function of(device: DeviceId): number {
    const m = membership();
    const ended = m.lost.get(device);
    const memberOf = (id: DeviceId) => (m.devices.get(id) ?? m.lost.get(id))?.member;
    // Not who is gone with it; another device of its person's that is still here may.
    const mayVouch = (by: DeviceId) => by !== device && (m.devices.has(by) || memberOf(by) !== ended?.member);
    const vouched = [...(vouches.get(device) ?? [])].filter(([by]) => mayVouch(by));
    const line = ended?.cut ?? farewells.get(device) ?? 0;
    return Math.max(line, ...vouched.map(([, n]) => n));
  }

  return {
    of,
    vouch({ by, device, n }) {
      const known = vouches.get(device) ?? new Map<DeviceId, number>();
      vouches.set(device, known.set(by, Math.max(n, known.get(by) ?? 0)));
    },
    farewell(device, n) {
      // Said again it moves nothing: or whoever left could write on for ever.
      farewells.set(device, Math.min(n, farewells.get(device) ?? n));
    },
    owed(accepted) {
      const beyond: { device: DeviceId; n: number }[] = [];
      for (const device of membership().lost.keys()) {
        const n = accepted.get(device) ?? 0;
        if (n > of(device)) beyond.push({ device, n });
      }
      return beyond;
    },
  };
}
