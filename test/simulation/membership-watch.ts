// Looks over the shoulder of every honest device as it seals: what it knew then of who is gone or paused, and under which
// key it wrote all the same.
import { type Membership, pausedAt } from "@fogata/keys";
import type { Client } from "@fogata/sync";
import type { Device } from "./device.ts";
import type { World } from "./world.ts";

export interface NoteOnDisk {
  id: string;
  hash: string;
  kid: string;
  state: string;
  device: string;
  n: number;
  type: string;
  doc: string;
  comp?: string;
  carries: string[];
  at: Record<string, number>;
}
interface End {
  id: string;
  end: string;
}
/** An entry whose author knew that these devices belong no more. */
export interface Sealing {
  id: string;
  kid: string;
  by: string;
  type: string;
  gone: readonly End[];
}
export interface Watch {
  readonly sealings: Sealing[];
  readonly leaks: string[];
  over(device: Device): void;
}

export function notesOf(device: Device): NoteOnDisk[] {
  return device.disk
    .keys(`circle/${device.start.circle}/note/`)
    .map((key) => JSON.parse(new TextDecoder().decode(device.disk.get(key)!)));
}

export function createWatch(world: World): Watch {
  const sealings: Sealing[] = [];
  const leaks: string[] = [];
  /** A note is written again whenever something is learned about its entry. */
  const seen = new Set<string>();

  /** Devices that were given a key by somebody for whom an end of theirs had come to nothing, and all that they knew. */
  const givenBack: (End & { heads: readonly string[] })[] = [];

  /**
   * An end may come to nothing, as others beside it are read, and count in the end after all: what was written before was
   * written rightly, and so was the key sent. Whoever has read all that the sender had, and takes it for an end, must not
   * write under that key; nor does an end that its sender did not know of, or took for one, excuse anything.
   */
  function giveBack(note: NoteOnDisk, m: Membership, client: Client): void {
    const op = note.type === "control" ? client.op(note.carries[0] ?? "") : null;
    const boxed = op?.body.kind === "epoch" ? (m.epochs.get(op.body.kid)?.devices ?? []) : [];
    const keyed: readonly string[] = note.type === "lockbox" ? [note.doc] : boxed;
    const undone = new Set<string>(m.refused.map(({ id }) => id));
    for (const sealing of sealings) {
      const back = sealing.gone.filter(
        ({ id, end }) => keyed.includes(id) && m.devices.has(id as never) && undone.has(end),
      );
      sealing.gone = sealing.gone.filter((one) => !back.includes(one));
      givenBack.push(...back.map(({ id, end }) => ({ id, end, heads: m.heads })));
    }
  }
  const isNews = ({ id, end }: End, client: Client) =>
    givenBack.some((one) => one.id === id && one.end === end && !one.heads.every((op) => client.op(op)));

  function sealed(device: Device, note: NoteOnDisk, client: Client): void {
    const m = client.membership();
    giveBack(note, m, client);
    // Who has just left says their last words to those who stay, under a key that their own devices have.
    const isOut = m.lost.get(note.device as never);
    const gone = [...m.lost.values()].filter(({ member }) => isOut?.member !== member);
    const paused = [...pausedAt(m, world.now()).devices];
    // What ends a device, and the boxes of others, may lie where it can read: everything else may not.
    if (note.type === "lockbox") {
      if ([...gone.map(({ id }) => id), ...paused].includes(note.doc as never))
        leaks.push(`${device.name} sends a key to a device that is gone or paused`);
      return;
    }
    if (note.type === "control") return;
    // "I have checked this snapshot": the name of an entry that lies there anyway.
    if (note.type === "snapshot" && note.comp === "checked") return;
    if (paused.length > 0) world.count("written while somebody was paused");
    if (gone.length > 0) world.count("written after somebody had gone");
    world.log(`${device.name} seals ${note.type} under ${note.kid.slice(0, 6)}, knowing ${gone.length} gone`);
    const known = gone.filter((one) => !isNews(one, client));
    sealings.push({ id: note.id, kid: note.kid, by: device.name, type: note.type, gone: known });
    const open = m.epochs.get(note.kid as never)?.devices ?? [];
    if (open.some((id) => paused.includes(id))) leaks.push(`${device.name} writes under a key of somebody paused`);
  }

  return {
    sealings,
    leaks,
    over(device) {
      device.disk.onWrite((writes) => {
        // What it seals itself is written together with its counter; a thief's hand comes back to it from the relay.
        if (!writes.some(({ key }) => key.endsWith("/counter"))) return;
        for (const { key, value } of writes) {
          if (!value || !key.includes("/note/")) continue;
          const note = JSON.parse(new TextDecoder().decode(value)) as NoteOnDisk;
          if (note.device !== device.start.device.id || Object.keys(note.at).length > 0 || seen.has(note.id)) continue;
          seen.add(note.id);
          const client = device.tabs.find((tab) => tab.client && tab.process.alive)?.client;
          if (client) sealed(device, note, client);
        }
      });
    },
  };
}
