// One simulated group that decides, as its people, its liar and its check see it.
import type { Facts, Hash, Principles, Words } from "@fogata/domain";
import type { Primitives } from "@fogata/keys";
import type { Client } from "@fogata/sync";
import type { Device } from "./device.ts";
import type { Someone } from "./membership-people.ts";
import type { RelayHost } from "./relay-host.ts";
import type { World } from "./world.ts";

export const hour = 60 * 60 * 1000;
export const day = 24 * hour;
export const relayUrl = "ws://relay.test";
export const names = ["Alice", "Bob", "Carol", "Dora", "Eli", "Fay", "Gus"];

/** What somebody really said, by the hash of the statement. */
export interface Truth {
  person: string;
  hostile: boolean;
  words: Words;
  at: number;
  /** The how-manieth of all that were said. */
  order: number;
  /** Closings that its device knew. */
  closings: ReadonlySet<Hash>;
}
export interface DecidingStory {
  world: World;
  relay: RelayHost;
  p: Primitives;
  people: Someone[];
  by: Principles;
  truth: Map<Hash, Truth>;
  /** Since when somebody has been a full member, by their id: the first time that anybody saw it. */
  fullSince: Map<string, number>;
  /** Asked by a list that is older than one that its device had named before, in that other statement. */
  older: { asked: Hash; after: Hash }[];
  /** Whether the group may agree on how long a question is open. */
  agrees: boolean;
  facts(client: Client): Promise<Facts>;
  devices(): { who: Someone; device: Device }[];
  /** Those who belong, each with a device that is on. */
  able(): Able[];
  addDevice(who: Someone, start: Device["start"]): void;
  born(): Promise<Device["start"]["device"]>;
  /** Starts something that may never return, if the power goes meanwhile. */
  begin(what: Promise<unknown>): void;
}
export interface Able {
  who: Someone;
  device: Device;
  client: Client;
}
