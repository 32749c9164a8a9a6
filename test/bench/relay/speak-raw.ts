// The two floors: whatever arrives was written by somebody else, except the one byte that says "synced".
import { randomBytes } from "node:crypto";
import { type Contestant, entryBytes, type Member } from "./contestants.ts";
import { type ServerProcess, serverFile } from "./server-process.ts";
import { openSocket } from "./socket.ts";

export const floor: Contestant = { name: "bare ws", file: serverFile("floor"), path: "/", window: 64, join };
export const synced: Contestant = {
  name: "bare ws + synced log",
  file: serverFile("synced"),
  path: "/",
  window: 64,
  join,
};

async function join(server: ServerProcess, room: string): Promise<Member> {
  const socket = await openSocket(server.url + room);
  const entry = randomBytes(entryBytes);
  const member: Member = {
    write: () => socket.send(entry),
    heard: () => undefined,
    settle: () => undefined,
    close: socket.close,
  };
  socket.onMessage((bytes) => bytes.length > 1 && member.heard(1));
  return member;
}
