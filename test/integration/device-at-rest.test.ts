// What lies on a device's disk: neither names nor words nor the secrets of links, in values or in keys. The same search
// finds everything where nothing seals.
import type { Primitives, RelayAddress } from "@fogata/keys";
import { parseInvitation } from "@fogata/keys";
import { createMemoryStore, startRelay } from "@fogata/relay";
import { afterEach, expect, test } from "vitest";
import { everybodyLeaves, type Person, p, person } from "../support/people.ts";
import { doc, invite, join, open, type, until } from "../support/stories.ts";

afterEach(everybodyLeaves);

const markers = { group: "MARKER-Nightwatch", alice: "MARKER-Alicia", bob: "MARKER-Roberto", text: "MARKER-WeStop" };
const note = "MARKER-a draft I left";
const noteName = "MARKER-note name";

/** Sealing replaced by identity. */
const unsealed: Primitives = {
  ...p,
  restSeal: async (_key, plain) => plain.slice(),
  restOpen: async (_key, sealed) => sealed.slice(),
};

/** Every key and value, as text of one letter a byte. */
function onDisk(who: Person): string {
  return [...who.disk.raw()].map(([key, value]) => `${key}\n${Buffer.from(value).toString("latin1")}`).join("\n");
}

async function session(
  primitives: Primitives,
): Promise<{ found: string[]; secrets: string[]; secretsAfter: string[] }> {
  const relay = await startRelay({ port: 0, host: "127.0.0.1", data: createMemoryStore() });
  const address: RelayAddress = { url: `ws://127.0.0.1:${relay.port}/relay`, key: relay.key };
  try {
    const [alice, bob] = [
      await person({ relay: address, p: primitives }),
      await person({ relay: address, p: primitives }),
    ];
    const names = { name: markers.group, myName: markers.alice, relay: address.url };
    const started = await alice.device.startGroup(names);
    if (!started.ok) throw new Error(started.reason);
    await alice.sees((view) => view.groups[0]?.relays.length === 1);
    const group = started.value;
    const link = await invite(alice, group);
    const secret = (await parseInvitation(link)) as { ok: true; value: { secret: Uint8Array } };
    const letters = [Buffer.from(secret.value.secret).toString("hex"), link.slice(link.indexOf("#join/") + 6)];
    const latin = Buffer.from(secret.value.secret).toString("latin1");
    const holds = (who: Person) => [...letters, latin].filter((one) => onDisk(who).includes(one));
    const secrets = holds(alice);
    await join(alice, group, bob, markers.bob);
    const [hers, his] = [await open(alice, group), await open(bob, group)];
    type(hers, markers.text);
    await until(his, (text) => text.includes(markers.text));
    await alice.device.setNote(noteName, new TextEncoder().encode(note));
    await Promise.all([alice.device.flush(), bob.device.flush()]);
    await Promise.all([alice.close(), bob.close()]);
    const all = onDisk(alice) + onDisk(bob);
    const found = [...Object.values(markers), note, noteName].filter((marker) => all.includes(marker));
    return { found, secrets, secretsAfter: [...holds(alice), ...holds(bob)] };
  } finally {
    await everybodyLeaves();
    await relay.close();
  }
}

test("S25 nothing on the disk is readable: no name, no word, no secret of a link, in no key and no value", async () => {
  expect(await session(p)).toEqual({ found: [], secrets: [], secretsAfter: [] });
  expect(doc).toMatch(/^[0-9a-f]+$/);
});

test("S25 the same search finds them all where nothing seals, but for names of notes, which are hashed", async () => {
  const { found, secrets } = await session(unsealed);
  expect(found).toEqual([...Object.values(markers), note]);
  expect(secrets).not.toEqual([]);
});
