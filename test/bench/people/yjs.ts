// Yjs as an app uses it: y-websocket's provider with a socket for each document, Hocuspocus's with one for all.
import { setImmediate } from "node:timers/promises";
import { HocuspocusProvider, HocuspocusProviderWebsocket } from "@hocuspocus/provider";
import { WebSocket } from "ws";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import * as relay from "../relay/speak-yjs.ts";
import { openAll, type Side, type Text, untilTrue, type Writer } from "./writers.ts";

const Plain = class extends WebSocket {
  constructor(url: string) {
    super(url, { perMessageDeflate: false });
  }
};

export const yWebsocket: Side = {
  name: "y-websocket",
  server: relay.yWebsocket,
  async meet(port) {
    const newcomer = async (): Promise<Writer> => {
      const providers: WebsocketProvider[] = [];
      const self: Writer = {
        async open(name) {
          const doc = new Y.Doc();
          const options = { WebSocketPolyfill: Plain as never, disableBc: true };
          const provider = new WebsocketProvider(`ws://localhost:${port}`, name, doc, options);
          providers.push(provider);
          await new Promise<void>((synced) => provider.once("sync", () => synced()));
          return textOf(doc);
        },
        holds: (names, length) => openAll(self, names, length),
        flush: () => setImmediate(),
        async close() {
          for (const provider of providers) provider.destroy();
        },
      };
      return self;
    };
    return { alice: await newcomer(), newcomer };
  },
};

export const hocuspocus: Side = {
  name: "Hocuspocus",
  server: relay.hocuspocus,
  async meet(port) {
    const newcomer = async (): Promise<Writer> => {
      const websocketProvider = new HocuspocusProviderWebsocket({
        url: `ws://localhost:${port}`,
        WebSocketPolyfill: Plain,
      });
      const providers: HocuspocusProvider[] = [];
      // It refuses a second provider for a document it has one for.
      const texts = new Map<string, Text>();
      const self: Writer = {
        async open(name) {
          const there = texts.get(name);
          if (there) return there;
          const document = new Y.Doc();
          const provider = new HocuspocusProvider({ websocketProvider, name, document });
          providers.push(provider);
          const synced = new Promise<void>((done) => provider.on("synced", () => done()));
          provider.attach();
          await synced;
          const text = textOf(document);
          texts.set(name, text);
          return text;
        },
        holds: (names, length) => openAll(self, names, length),
        flush: () => setImmediate(),
        async close() {
          for (const provider of providers) provider.destroy();
          websocketProvider.destroy();
        },
      };
      return self;
    };
    return { alice: await newcomer(), newcomer };
  },
};

function textOf(doc: Y.Doc): Text {
  const text = doc.getText("text");
  const listen = (look: () => void) => {
    doc.on("update", look);
    return () => doc.off("update", look);
  };
  return {
    type(letters) {
      for (const letter of letters) text.insert(text.length, letter);
    },
    length: () => text.length,
    until: (length) => untilTrue(() => text.length >= length, listen),
  };
}
