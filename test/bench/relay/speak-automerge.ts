// automerge-repo's WebSocket protocol by hand: join, then Automerge's sync messages, answered after the measured time.
import * as A from "@automerge/automerge";
import { cbor, generateAutomergeUrl, parseAutomergeUrl } from "@automerge/automerge-repo";
import type { Contestant, Member } from "./contestants.ts";
import { type ServerProcess, serverFile } from "./server-process.ts";
import { openSocket, type Socket } from "./socket.ts";

export const automergeRepo: Contestant = {
  name: "automerge-repo",
  file: serverFile("automerge"),
  path: "/",
  window: 1,
  gathersMs: 110,
  join,
};

interface Message {
  type: string;
  senderId: string;
  data?: Uint8Array;
}
type Text = { text: string };

/** Every document begins with the same change, so that readers know the text's object. */
const beginning = A.save(A.change(A.init<Text>({ actor: "00" }), { time: 0 }, (draft) => (draft.text = "")));
const documents = new Map<string, string>();
let peers = 0;

async function join(server: ServerProcess, room: string): Promise<Member> {
  const documentId = documents.get(room) ?? parseAutomergeUrl(generateAutomergeUrl()).documentId;
  documents.set(room, documentId);
  const { socket, senderId, targetId } = await introduce(server);

  let doc = A.load<Text>(beginning);
  let state = A.initSyncState();
  const toAnswer: Uint8Array[] = [];
  const send = () => {
    const [next, data] = A.generateSyncMessage(doc, state);
    state = next;
    if (data) socket.send(cbor.encode({ type: "sync", senderId, targetId, documentId, data }));
  };
  // Automerge sends nothing new while a message of its own is unanswered, so a writer has to answer at once.
  let writes = false;
  const member: Member = {
    write() {
      writes = true;
      doc = A.change(doc, (draft) => A.splice(draft, ["text"], draft.text.length, 0, "a"));
      send();
    },
    heard: () => undefined,
    settle() {
      for (const data of toAnswer.splice(0)) [doc, state] = A.receiveSyncMessage(doc, state, data);
      send();
    },
    close: socket.close,
  };
  const level = () => state.theirHeads?.join() === A.getHeads(doc).join();
  await new Promise<void>((joined, failed) => {
    const late = setTimeout(() => failed(new Error("never came level with the server")), 20_000);
    socket.onMessage((bytes) => {
      const message = cbor.decode(bytes) as Message;
      if (message.type !== "sync" || !message.data) return;
      toAnswer.push(message.data);
      member.settle();
      if (!level()) return;
      clearTimeout(late);
      joined();
    });
    send();
  });
  socket.onMessage((bytes) => {
    const message = cbor.decode(bytes) as Message;
    if (message.type !== "sync" || !message.data) return;
    toAnswer.push(message.data);
    const { length } = A.decodeSyncMessage(message.data).changes;
    if (writes || length === 0) member.settle();
    else member.heard(length);
  });
  return member;
}

/** Its server takes connections a moment before it listens to them, and drops the first: then one asks again. */
async function introduce(server: ServerProcess): Promise<{ socket: Socket; senderId: string; targetId: string }> {
  const peerMetadata = { isEphemeral: true };
  for (let attempt = 1; ; attempt++) {
    const socket = await openSocket(server.url);
    const senderId = `peer-${++peers}`;
    try {
      const answered = socket.wait(() => true);
      socket.send(cbor.encode({ type: "join", senderId, peerMetadata, supportedProtocolVersions: ["1"] }));
      return { socket, senderId, targetId: (cbor.decode(await answered) as Message).senderId };
    } catch (error) {
      if (attempt === 3) throw error;
    }
  }
}
