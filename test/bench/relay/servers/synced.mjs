// The floor with a log: the same broadcast, and every message appended to a file that is synced before an answer goes out.
import { open } from "node:fs/promises";
import { join } from "node:path";
import { WebSocketServer } from "ws";

const rooms = new Map();
const log = await open(join(process.env.DATA, "log"), "a");
let waiting = [];
let syncing = false;

async function sync() {
  if (syncing) return;
  syncing = true;
  while (waiting.length > 0) {
    const batch = waiting;
    waiting = [];
    await log.writev(batch.map(({ data }) => data));
    await log.datasync();
    for (const { socket } of batch) socket.send(Buffer.of(1));
  }
  syncing = false;
}

const server = new WebSocketServer({ port: Number(process.env.PORT), perMessageDeflate: false });
server.on("connection", (socket, request) => {
  const room = rooms.get(request.url) ?? new Set();
  rooms.set(request.url, room.add(socket));
  socket.on("message", (data) => {
    for (const other of room) if (other !== socket) other.send(data, { binary: true });
    waiting.push({ socket, data });
    void sync();
  });
  socket.on("close", () => room.delete(socket));
});
process.once("SIGTERM", () => process.exit(0));
