// The floor: a bare `ws` server that hands every message to the others in its room and keeps nothing.
import { WebSocketServer } from "ws";

const rooms = new Map();
const server = new WebSocketServer({ port: Number(process.env.PORT), perMessageDeflate: false });
server.on("connection", (socket, request) => {
  const room = rooms.get(request.url) ?? new Set();
  rooms.set(request.url, room.add(socket));
  socket.on("message", (data) => {
    for (const other of room) if (other !== socket) other.send(data, { binary: true });
  });
  socket.on("close", () => room.delete(socket));
});
process.once("SIGTERM", () => process.exit(0));
