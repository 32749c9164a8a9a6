// Who is measured: the floor, the floor with a synced log, three peers, and our relay. Each speaks its own protocol.
import type { ServerProcess } from "./server-process.ts";

/** One connection in one room, as light as the contestant's protocol allows, so that the server is what is measured. */
export interface Member {
  /** Sends one keystroke's worth. Only called on the first member of a room. */
  write(): void;
  /** Called when somebody else's writes arrive: how many of them a message holds is the contestant's own choice. */
  heard: (writes: number) => void;
  /** Does what a real client does after hearing (answering a sync message), kept out of the measured time. */
  settle(): void;
  close(): void;
}
export interface Contestant {
  name: string;
  /** The program that is started, and the path its sockets connect to. */
  file: string;
  path: string;
  env?: Record<string, string>;
  /** Writes in flight per room when measuring throughput: 1 where the protocol itself waits for an answer. */
  window: number;
  /** How long it gathers after each write before it sends the next; measuring latency, one waits that out. */
  gathersMs?: number;
  join(server: ServerProcess, room: string): Promise<Member>;
}

/** What one sealed batch of keystrokes takes; the floors carry as much. */
export const entryBytes = 400;

export async function contestants(): Promise<Contestant[]> {
  const [{ floor, synced }, { yWebsocket, hocuspocus }, { automergeRepo }, { fogata }] = await Promise.all([
    import("./speak-raw.ts"),
    import("./speak-yjs.ts"),
    import("./speak-automerge.ts"),
    import("./speak-fogata.ts"),
  ]);
  return [floor, synced, yWebsocket, hocuspocus, automergeRepo, fogata];
}
