// Several people in one room found a group: one list, four words on every screen, a signature from each.
import { describe, expect, test } from "vitest";
import { Log, modelPrimitives, type Person, person } from "../testing/index.ts";
import { assembleFounding, draftFounding, type FoundingDraft, hasSigned, signFounding } from "./founding.ts";
import { foundingWords, openFoundingWord, sealFoundingWord } from "./founding-letters.ts";
import { cardOf } from "./identity.ts";
import { admitBody, newInvitation, openReply, openRequest, sealReply, sealRequest } from "./invitation.ts";
import { formatInvitation, parseInvitation } from "./invitation-link.ts";
import { resolve } from "./membership.ts";
import { webPrimitives } from "./primitives.ts";
import type { Op, OpId } from "./types.ts";

const p = modelPrimitives({ seed: 31 });
const web = webPrimitives({ crypto: globalThis.crypto });
const relay = { url: "wss://relay.example/sync", key: new Uint8Array(32).fill(3) };
const expiresAt = 1_800_000_000_000;
const seatOf = ({ member, name, device }: Person) => ({ member, name, device: cardOf(device) });

async function room() {
  const [alice, bob, carol, eve] = [
    await person(p, "Alice"),
    await person(p, "Bob"),
    await person(p, "Carol"),
    await person(p, "Eve"),
  ] as const;
  const made = await newInvitation(p, { relay, expiresAt, founds: true });
  const founders = [alice, bob, carol];
  const draft = draftFounding(p, { name: "Night Watch", founders: founders.map(seatOf) });
  return { ...made, alice, bob, carol, eve, founders, draft };
}

test("K21 a link to found says so, and what is newer is newer", async () => {
  const { link } = await room();
  const text = formatInvitation(link);
  expect(await parseInvitation(text)).toEqual({ ok: true, value: link });
  expect(text.slice(0, 8)).toBe("#join/Aw");
  expect(await parseInvitation(text.slice(0, -1))).toEqual({ ok: false, reason: "incomplete" });
});

describe("K70 everybody on the list has signed all of it", () => {
  test("each by their own device, and nobody for another", async () => {
    const { draft, bob, eve, alice } = await room();
    const bobs = await signFounding(p, draft, bob.device);
    expect(await hasSigned(p, draft, bobs)).toBe(true);
    expect(await hasSigned(p, draft, await signFounding(p, draft, eve.device))).toBe(false);
    expect(await hasSigned(p, draft, { ...bobs, by: alice.device.sign.publicKey })).toBe(false);
    expect(await hasSigned(p, { ...draft, name: "Day Watch" }, bobs)).toBe(false);
  });

  test("while one is missing there is no founding, whoever would write it", async () => {
    const { draft, founders, bob } = await room();
    const signatures = await Promise.all(founders.map(({ device }) => signFounding(p, draft, device)));
    for (const missing of [0, 1, 2]) {
      const some = signatures.filter((_, i) => i !== missing);
      expect(await assembleFounding(p, { draft, signatures: some, device: bob.device })).toBeNull();
    }
    const genesis = await assembleFounding(p, { draft, signatures, device: bob.device });
    const m = resolve(new Map<OpId, Op>([[genesis!.id, genesis!]]))!;
    expect([...m.members.values()].map(({ name, full }) => [name, full])).toEqual([
      ["Alice", true],
      ["Bob", true],
      ["Carol", true],
    ]);
    // Three full members are there from the first moment: nobody's word weighs more.
    expect(m.frozen).toBe(false);
  });
});

describe("K71 four words for the whole list", () => {
  test("change with every name, every key, the order, the link, and each time the list is closed", async () => {
    const { link, draft, founders, eve } = await room();
    const other = await room();
    const [first, ...rest] = draft.founders;
    const lists: FoundingDraft[] = [
      draft,
      { ...draft, name: "Night watch" },
      { ...draft, founders: [{ ...first!, name: "Alicia" }, ...rest] },
      { ...draft, founders: [{ ...first!, device: cardOf(eve.device) }, ...rest] },
      { ...draft, founders: [...rest, first!] },
      { ...draft, founders: rest },
      draftFounding(p, { name: draft.name, founders: founders.map(seatOf) }),
    ];
    const said = new Set<string>();
    for (const list of lists) said.add((await foundingWords(p, { link, draft: list })).join(" "));
    said.add((await foundingWords(p, { link: other.link, draft })).join(" "));
    expect(said.size).toBe(lists.length + 1);
    expect(await foundingWords(p, { link, draft })).toEqual(await foundingWords(p, { link, draft: { ...draft } }));
  });
});

test("a signature, or leaving, reaches whoever began, and changed anywhere it reaches nobody", async () => {
  const { link, receiveSeed, draft, bob } = await room();
  for (const [what, list] of [
    ["signs", draft],
    ["leaves", null],
  ] as const) {
    const bytes = await sealFoundingWord(p, { link, draft: list, device: bob.device });
    const word = await openFoundingWord(p, { bytes, receiveSeed, link });
    expect(word).toMatchObject({ kind: what, signature: { by: bob.device.sign.publicKey } });
    expect(await openFoundingWord(p, { bytes, receiveSeed: p.randomBytes(32), link })).toBeNull();
    for (let i = 0; i < bytes.length; i++) {
      const bent = bytes.with(i, bytes[i]! ^ 2);
      expect(await openFoundingWord(p, { bytes: bent, receiveSeed, link }), `byte ${i}`).toBeNull();
    }
  }
  // Leaving counts in this room alone.
  const elsewhere = await newInvitation(p, { relay, expiresAt, founds: true });
  const bytes = await sealFoundingWord(p, {
    link: { ...elsewhere.link, receive: link.receive },
    draft: null,
    device: bob.device,
  });
  expect(await openFoundingWord(p, { bytes, receiveSeed, link })).toBeNull();
  // And a request to be on the list is no such word.
  const asks = await sealRequest(p, { link, device: bob.device, name: "Bob" });
  expect(await openFoundingWord(p, { bytes: asks, receiveSeed, link })).toBeNull();
});

describe("K72 what comes back", () => {
  test("the list, to those on it and nobody else", async () => {
    const { link, draft, bob, eve } = await room();
    const reply = { kind: "founding", round: 2, draft } as const;
    const toBob = await sealReply(p, { to: cardOf(bob.device), reply });
    expect(await openReply(p, { bytes: toBob, device: bob.device, link })).toEqual({ ok: true, value: reply });
    const toEve = await sealReply(p, { to: cardOf(eve.device), reply });
    expect(await openReply(p, { bytes: toEve, device: eve.device, link })).toEqual({ ok: false, reason: "malformed" });
    // Nor under a link that is for something else.
    const plain = { ...link, founds: false };
    expect(await openReply(p, { bytes: toBob, device: bob.device, link: plain })).toMatchObject({ ok: false });
  });

  test("the group, with oneself among its founders; a request alone makes nobody somebody's new joiner", async () => {
    const { link, receiveSeed, draft, founders, bob, body } = await room();
    const log = await Log.foundTogether(p, founders);
    const circle = log.circle as never;
    const ops = [...log.ops.values()].map(({ bytes }) => bytes);
    const reply = { kind: "admitted", circle, ops, boxes: [] as Uint8Array[] } as const;
    const good = await sealReply(p, { to: cardOf(bob.device), reply });
    expect((await openReply(p, { bytes: good, device: bob.device, link })).ok).toBe(true);

    // Whoever began has Bob's request, and would rather have him come into a group of theirs.
    const mallory = await person(p, "Mallory");
    const trap = await Log.found(p, mallory);
    const invite = await trap.write(mallory, body);
    const asked = await sealRequest(p, { link, device: bob.device, name: "Bob" });
    const request = await openRequest(p, { bytes: asked, receiveSeed, invite: link });
    if (!request.ok) throw new Error(request.reason);
    const member = draft.founders[1]!.member;
    await trap.write(
      mallory,
      admitBody({ invite: { id: invite.id, key: link.key }, request: request.value, member, at: 1 }),
    );
    expect(trap.now.devices.has(bob.device.id)).toBe(true);
    const trapped = {
      kind: "admitted",
      circle: trap.circle as never,
      ops: [...trap.ops.values()].map((op) => op.bytes),
      boxes: [] as Uint8Array[],
    } as const;
    const bad = await sealReply(p, { to: cardOf(bob.device), reply: trapped });
    expect(await openReply(p, { bytes: bad, device: bob.device, link })).toEqual({ ok: false, reason: "malformed" });
  });
});

test("K71 with the real primitives as well", async () => {
  const [alice, bob] = [await person(web, "Alice"), await person(web, "Bob")];
  const { link, receiveSeed } = await newInvitation(web, { relay, expiresAt, founds: true });
  const draft = draftFounding(web, { name: "Two", founders: [seatOf(alice), seatOf(bob)] });
  expect(await foundingWords(web, { link, draft })).toHaveLength(4);
  const bytes = await sealFoundingWord(web, { link, draft, device: bob.device });
  const word = await openFoundingWord(web, { bytes, receiveSeed, link });
  expect(await hasSigned(web, draft, word!.signature)).toBe(true);
});
