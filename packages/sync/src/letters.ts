// What lies in a rendezvous: letters sealed for one reader, and a notice that the invitation is used or withdrawn, which
// anybody who holds the link can read. The notice is signed with the link's key, so that a relay cannot write one; another
// holder of the link can, and gains no more than the delay until the real reply arrives.
import type { InvitationLink, Primitives, SigningKey } from "@fogata/keys";
import type { Bytes } from "./ports.ts";

const sealed = 0;
const marks = { used: 1, withdrawn: 2 } as const;
const domains = {
  used: new TextEncoder().encode("fogata/invitation used/1\n"),
  withdrawn: new TextEncoder().encode("fogata/invitation withdrawn/1\n"),
};
export type Notice = keyof typeof marks;

export type Letter = { kind: "sealed"; bytes: Bytes } | { kind: Notice };

export function sealedLetter(bytes: Bytes): Bytes {
  const letter = new Uint8Array(1 + bytes.length);
  letter[0] = sealed;
  letter.set(bytes, 1);
  return letter;
}

export async function notice(p: Primitives, key: SigningKey, what: Notice): Promise<Bytes> {
  const letter = new Uint8Array(65);
  letter[0] = marks[what];
  letter.set(await p.sign(key, domains[what]), 1);
  return letter;
}

/** Null for what is neither. */
export async function readLetter(p: Primitives, link: InvitationLink, bytes: Bytes): Promise<Letter | null> {
  if (bytes[0] === sealed) return { kind: "sealed", bytes: bytes.slice(1) };
  const kind = (["used", "withdrawn"] as const).find((what) => marks[what] === bytes[0]);
  if (kind === undefined || bytes.length !== 65) return null;
  const genuine = await p.verify({ publicKey: link.key, data: domains[kind], signature: bytes.slice(1) });
  return genuine ? { kind } : null;
}
