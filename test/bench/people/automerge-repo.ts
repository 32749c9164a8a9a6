// automerge-repo as an app uses it: a repo with its WebSocket adapter, nothing else configured.
import { setImmediate } from "node:timers/promises";
import * as A from "@automerge/automerge";
import { type AutomergeUrl, type DocHandle, Repo } from "@automerge/automerge-repo";
import { WebSocketClientAdapter } from "@automerge/automerge-repo-network-websocket";
import * as relay from "../relay/speak-automerge.ts";
import { openAll, type Side, type Text, untilTrue, type Writer } from "./writers.ts";

type Body = { text: string };

export const automergeRepo: Side = {
  name: "automerge-repo",
  server: relay.automergeRepo,
  async meet(port) {
    const urls = new Map<string, AutomergeUrl>();
    const newcomer = async (): Promise<Writer> => {
      const adapter = new WebSocketClientAdapter(`ws://localhost:${port}`);
      const repo = new Repo({ network: [adapter] });
      // Ready, to the library, is also who waited for a second in vain.
      await untilTrue(
        () => repo.peers.length > 0,
        (look) => {
          repo.networkSubsystem.on("peer", () => queueMicrotask(look));
          return () => undefined;
        },
      );
      const self: Writer = {
        async open(name, begin = false) {
          const url = urls.get(name);
          if (url) return textOf(await repo.find<Body>(url));
          if (!begin) throw new Error(`nobody began ${name}`);
          const handle = repo.create<Body>({ text: "" });
          urls.set(name, handle.url);
          return textOf(handle);
        },
        holds: (names, length) => openAll(self, names, length),
        flush: () => setImmediate(),
        close: () => repo.shutdown(),
      };
      return self;
    };
    return { alice: await newcomer(), newcomer };
  },
};

function textOf(handle: DocHandle<Body>): Text {
  const length = () => handle.doc()?.text.length ?? 0;
  const listen = (look: () => void) => {
    handle.on("change", look);
    return () => void handle.off("change", look);
  };
  return {
    type(letters) {
      for (const letter of letters) handle.change((draft) => A.splice(draft, ["text"], draft.text.length, 0, letter));
    },
    length,
    until: (wanted) => untilTrue(() => length() >= wanted, listen),
  };
}
