// What the workspace asks of the world. Time, chance, the device and the large parts of the app come in through these.
import type { Clock, Device, DeviceView, Off } from "@fogata/sync";
import type { AtOnce } from "./last-words.ts";

export interface WorkspaceDeps {
  /** Rejects only if a part of the app itself could not be loaded; the device tells its own faults in its view. */
  device: Promise<Device>;
  /** What was on the screen last time, shown until the device is open. */
  lastView: DeviceView | null;
  /** Nothing was ever kept on this device: so much is known of it before it is open. */
  fresh?: boolean;
  clock: Clock;
  randomBytes(length: number): Uint8Array;
  /** Where new groups ask for their relay: what served this page. */
  relay: string;
  /** Automerge and all that stands on it. Rejects if it could not be loaded. */
  engine(): Promise<Engine>;
  /** Where something can be written without waiting, for a page that is going away; null if there is no such place. */
  atOnce: AtOnce | null;
  /** Another tab of this browser has written something there. */
  onAtOnce(changed: () => void): Off;
  /** The invitation this page was opened with. */
  invitation: string | null;
  /** Another one was opened in this very page. */
  onInvitation(opened: (link: string) => void): Off;
  /** This device now holds something worth keeping. */
  onFirstGroup(): void;
}
export type Engine = typeof import("./engine.ts");
