// Somebody in the story without a screen: a real device with real keys, let in by a person at theirs.
import { person } from "../../support/people.ts";
import { admit, makeInvitation, type Person } from "./people.ts";

export type Unseen = Awaited<ReturnType<typeof person>>;

export async function joinUnseen(host: Person, relayPort: number, name: string): Promise<Unseen> {
  const told = (await (await fetch(`http://localhost:${relayPort}/relay.json`)).json()) as { key: string };
  const key = new Uint8Array(Buffer.from(told.key, "base64url"));
  const someone = await person({ relay: { url: `ws://localhost:${relayPort}/relay`, key } });
  const asked = await someone.device.askToJoin({ link: await makeInvitation(host), name });
  if (!asked.ok) throw new Error(asked.reason);
  const { words } = (await someone.sees(({ joining }) => joining.length > 0)).joining[0]!;
  await admit(host, { name, words: [...words] });
  await someone.sees(({ groups }) => groups[0]?.status.kind === "shared");
  return someone;
}
