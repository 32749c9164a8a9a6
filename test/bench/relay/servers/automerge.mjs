// automerge-repo's own WebSocket server with its own file storage, as its sample server sets it up.
import { Repo } from "@automerge/automerge-repo";
import { WebSocketServerAdapter } from "@automerge/automerge-repo-network-websocket";
import { NodeFSStorageAdapter } from "@automerge/automerge-repo-storage-nodefs";
import { WebSocketServer } from "ws";

const server = new WebSocketServer({ port: Number(process.env.PORT), perMessageDeflate: false });
new Repo({
  network: [new WebSocketServerAdapter(server)],
  storage: new NodeFSStorageAdapter(process.env.DATA),
  peerId: `server-${process.pid}`,
  sharePolicy: async () => false,
});
process.once("SIGTERM", () => process.exit(0));
