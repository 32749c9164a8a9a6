// S80 How far the entries of a device count that belongs no more: as far as the line that was drawn under it, or its own
// farewell, and whatever somebody who remains has vouched that they had accepted before they learned of its end.
// Everybody who has read the same entries comes to the same.
import type { Device, DeviceId, Membership, OpId } from "@fogata/keys";
import type { Ledger } from "./ledger.ts";
import { namesMax, type Vouch } from "./vouches.ts";

export interface Lines {
  /** The last entry that counts, whoever named others beyond it. Only asked of devices that belong no more. */
  of(device: DeviceId): number;
  /** Whether somebody vouches for this very entry, whatever its number. */
  names(device: DeviceId, hash: string): boolean;
  /** Somebody's word that entries had been accepted. Who is gone with the device vouches for nothing. */
  vouch(vouch: Vouch): void;
  /** How many such words there are. */
  known(): number;
  /** Its own last word, by its own numbers: it said itself, by this operation, that it leaves. */
  farewell(device: DeviceId, leave: OpId, n: number): void;
  /**
   * What has been accepted of devices that belong no more and nobody can know by its number: it lies beyond the line, or
   * shares its number with another entry, which others may have read first.
   */
  owed(ledger: Pick<Ledger, "writtenBy" | "revision">): Omit<Vouch, "by">[];
}

/** `voided`: devices that were taken for some of the circle, until whoever had let them in turned out to be gone. */
export function createLines(membership: () => Membership, voided: () => ReadonlyMap<DeviceId, Device>): Lines {
  const vouches = new Map<DeviceId, Map<DeviceId, number>>();
  const named = new Map<DeviceId, Map<string, Set<DeviceId>>>();
  const farewells = new Map<OpId, Map<DeviceId, number>>();
  let said = 0;
  let asked: { m: Membership; said: number; revision: number; owed: Omit<Vouch, "by">[] } | null = null;

  /** Not who is gone with it; another device of its person's that is still here may. */
  function mayVouch(by: DeviceId, device: DeviceId): boolean {
    const m = membership();
    if (by === device || m.devices.has(by)) return by !== device;
    return m.lost.has(by) && m.lost.get(by)!.member !== (m.lost.get(device) ?? voided().get(device))?.member;
  }
  function of(device: DeviceId): number {
    const { devices, lost } = membership();
    // A number can be given before anything bears it, a hash cannot: or two would open each other's lines, be removed
    // together, and write on for ever. Whoever remains and has read it says it again.
    const vouched = [...(vouches.get(device) ?? [])].filter(([by]) => devices.has(by) && mayVouch(by, device));
    const ended = lost.get(device);
    const line = ended?.cut ?? farewells.get(ended?.end as OpId)?.get(device) ?? 0;
    return Math.max(line, ...vouched.map(([, n]) => n));
  }
  const names = (device: DeviceId, hash: string) =>
    [...(named.get(device)?.get(hash) ?? [])].some((by) => mayVouch(by, device));

  function owedFor(device: DeviceId, ledger: Pick<Ledger, "writtenBy">): Omit<Vouch, "by">[] {
    const written = ledger.writtenBy(device, of(device));
    const isUnnamed = ({ hash }: { hash: string }) => !names(device, hash);
    const beyond = written.beyond.filter(isUnnamed);
    const contested = written.contested.filter(isUnnamed);
    // A device that was dropped without a line can have written thousands.
    const isMany = beyond.length > namesMax;
    const upTo = isMany ? [{ device, n: Math.max(...beyond.map(({ n }) => n)) }] : [];
    const byHash = new Map([...(isMany ? [] : beyond), ...contested].map(({ hash, n }) => [hash, n]));
    const entries = [...byHash].sort(([, a], [, b]) => a - b);
    const owed: Omit<Vouch, "by">[] = upTo;
    for (let at = 0; at < entries.length; at += namesMax) {
      const some = entries.slice(at, at + namesMax);
      owed.push({ device, n: some.at(-1)![1], entries: some.map(([hash]) => hash) });
    }
    return owed;
  }

  return {
    of,
    names,
    vouch({ by, device, n, entries }) {
      said++;
      if (entries) {
        const known = named.get(device) ?? new Map<string, Set<DeviceId>>();
        named.set(device, known);
        for (const hash of entries) known.set(hash, (known.get(hash) ?? new Set()).add(by));
        return;
      }
      const known = vouches.get(device) ?? new Map<DeviceId, number>();
      vouches.set(device, known.set(by, Math.max(n, known.get(by) ?? 0)));
    },
    known: () =>
      [...vouches.values(), ...named.values(), ...farewells.values()].reduce((sum, { size }) => sum + size, 0),
    farewell(device, leave, n) {
      said++;
      // The same said again moves nothing: or whoever left could write on for ever. Whoever was given a place again and
      // left that has said another.
      const known = farewells.get(leave) ?? new Map<DeviceId, number>();
      farewells.set(leave, known.set(device, Math.min(n, known.get(device) ?? n)));
    },
    owed(ledger) {
      const m = membership();
      const revision = ledger.revision();
      // Asked at every step.
      if (asked?.m !== m || asked.said !== said || asked.revision !== revision)
        asked = {
          m,
          said,
          revision,
          owed: [...m.lost.keys(), ...voided().keys()].flatMap((device) => owedFor(device, ledger)),
        };
      return asked.owed;
    },
  };
}
