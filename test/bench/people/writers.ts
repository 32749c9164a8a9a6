// People who write, each with a contestant's own library as an app would use it: what a device costs is measured with
// the real thing, not with frames made by hand.
import type { Contestant } from "../relay/contestants.ts";

export interface Writer {
  /** A document by name; `begin` makes it where nobody has yet. */
  open(name: string, begin?: boolean): Promise<Text>;
  /**
   * Resolves when every one of these texts can be read on this device without asking anybody, the last of them read:
   * from its memory or, where a library keeps what nobody has open in its storage, from there.
   */
  holds(names: readonly string[], length: number): Promise<void>;
  /** Not measured: reads texts back, cut off from everybody, and throws when one is not whole. */
  readBack?(names: readonly string[], length: number): Promise<void>;
  /** What was typed until now is with the server, as far as this device knows. */
  flush(): Promise<void>;
  /** So much time passes for this device, without anybody waiting for it. */
  passes?(ms: number): void;
  close(): Promise<void>;
}
export interface Text {
  /** One change for each letter, at the end. */
  type(letters: string): void;
  length(): number;
  /** Resolves when it is at least this long. */
  until(length: number): Promise<void>;
}
export interface Side {
  name: string;
  server: Contestant;
  /** Who may write there: one now, and any number who have nothing yet, each time as if for the first time. */
  meet(port: number): Promise<{ alice: Writer; newcomer(): Promise<Writer> }>;
}

export async function sides(): Promise<Side[]> {
  const [ours, yjs, automerge] = await Promise.all([
    import("./fogata.ts"),
    import("./yjs.ts"),
    import("./automerge-repo.ts"),
  ]);
  return [yjs.yWebsocket, yjs.hocuspocus, automerge.automergeRepo, ours.fogata];
}

/** For libraries that hold in memory whatever they have. */
export async function openAll(writer: Pick<Writer, "open">, names: readonly string[], length: number): Promise<void> {
  await Promise.all(names.map(async (name) => (await writer.open(name)).until(length)));
}

/** Looks again whenever something happens. */
export function untilTrue(met: () => boolean, onSomething: (look: () => void) => () => void): Promise<void> {
  return new Promise((done) => {
    let off: (() => void) | null = null;
    const look = () => {
      if (!met()) return;
      off?.();
      done();
    };
    off = onSomething(look);
    look();
  });
}
