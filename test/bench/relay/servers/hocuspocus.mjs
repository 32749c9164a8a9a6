// Hocuspocus with its documents kept one file each, written as its own database extension does: debounced, whole.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Server } from "@hocuspocus/server";
import * as Y from "yjs";

const file = (name) => join(process.env.DATA, `${encodeURIComponent(name)}.yjs`);
const server = new Server({
  port: Number(process.env.PORT),
  quiet: true,
  // A device that joins a group of a thousand documents asks for all of them.
  maxPendingDocuments: 10_000,
  maxUnauthenticatedQueueMessages: 100_000,
  websocketOptions: { perMessageDeflate: false },
  async onLoadDocument({ documentName, document }) {
    const bytes = await readFile(file(documentName)).catch(() => null);
    if (bytes) Y.applyUpdate(document, bytes);
    return document;
  },
  async onStoreDocument({ documentName, document }) {
    await writeFile(file(documentName), Y.encodeStateAsUpdate(document));
  },
});
await server.listen();
