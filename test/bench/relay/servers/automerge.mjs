// automerge-repo's own WebSocket server with its own file storage, as its sample server sets it up.
import { createServer } from "node:http";
import { setImmediate } from "node:timers/promises";
import { Repo } from "@automerge/automerge-repo";
import { WebSocketServerAdapter } from "@automerge/automerge-repo-network-websocket";
import { NodeFSStorageAdapter } from "@automerge/automerge-repo-storage-nodefs";
import { WebSocketServer } from "ws";

const http = createServer();
const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
new Repo({
  // It ends whoever leaves one ping unanswered; a measuring side that is busy for five seconds is not gone.
  network: [new WebSocketServerAdapter(sockets, 120_000)],
  storage: new NodeFSStorageAdapter(process.env.DATA),
  peerId: `server-${process.pid}`,
  sharePolicy: async () => false,
});
// Whoever joins before the adapter listens is never answered.
while (sockets.listenerCount("connection") === 0) await setImmediate();
http.listen(Number(process.env.PORT));
process.once("SIGTERM", () => process.exit(0));
