// y-websocket and Hocuspocus: the Yjs sync protocol, the second with the document's name before every message.
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as sync from "y-protocols/sync";
import * as Y from "yjs";
import type { Contestant, Member } from "./contestants.ts";
import { type ServerProcess, serverFile } from "./server-process.ts";
import { openSocket } from "./socket.ts";

export const yWebsocket: Contestant = {
  name: "y-websocket",
  file: serverFile("y-websocket"),
  path: "/",
  window: 64,
  join: (server, room) => join(server, room, { inUrl: true, name: new Uint8Array() }),
};
export const hocuspocus: Contestant = {
  name: "Hocuspocus",
  file: serverFile("hocuspocus"),
  path: "/",
  window: 64,
  join: (server, room) =>
    join(server, room, { inUrl: false, name: encoded((to) => encoding.writeVarString(to, room)) }),
};

const typeSync = 0;
const typeAuth = 2;
const authToken = 0;

async function join(server: ServerProcess, room: string, how: { inUrl: boolean; name: Uint8Array }): Promise<Member> {
  const socket = await openSocket(how.inUrl ? server.url + room : server.url);
  const doc = new Y.Doc();
  const kind = (bytes: Buffer, type: number) =>
    bytes[how.name.length] === typeSync && bytes[how.name.length + 1] === type;
  const send = (write: (to: encoding.Encoder) => void) =>
    socket.send(
      encoded((to) => {
        encoding.writeUint8Array(to, how.name);
        write(to);
      }),
    );
  if (!how.inUrl) {
    send((to) => {
      encoding.writeVarUint(to, typeAuth);
      encoding.writeVarUint(to, authToken);
      encoding.writeVarString(to, "");
      encoding.writeVarString(to, "4.8.0");
    });
  }
  const answered = socket.wait((bytes) => kind(bytes, sync.messageYjsSyncStep2));
  send((to) => {
    encoding.writeVarUint(to, typeSync);
    sync.writeSyncStep1(to, doc);
  });
  await answered;

  const text = doc.getText("text");
  let writes = false;
  const member: Member = {
    write() {
      writes = true;
      text.insert(text.length, "a");
    },
    heard: () => undefined,
    settle: () => undefined,
    close: socket.close,
  };
  doc.on("update", (update: Uint8Array) =>
    send((to) => {
      encoding.writeVarUint(to, typeSync);
      sync.writeUpdate(to, update);
    }),
  );
  // The server sends an update to its writer as well: that is not somebody else's. One message may hold many keystrokes.
  let known = 0;
  socket.onMessage((bytes) => {
    if (writes || !kind(bytes, sync.messageYjsUpdate)) return;
    const from = decoding.createDecoder(bytes.subarray(how.name.length + 2));
    const [to = known] = Y.parseUpdateMeta(decoding.readVarUint8Array(from)).to.values();
    member.heard(to - known);
    known = to;
  });
  return member;
}

function encoded(write: (to: encoding.Encoder) => void): Uint8Array {
  const to = encoding.createEncoder();
  write(to);
  return encoding.toUint8Array(to);
}
