// Links for one's own devices and for recovery, and the agreements that lie under a link.
import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { Log, modelPrimitives, person } from "../testing/index.ts";
import { cardOf } from "./identity.ts";
import {
  companionWordsMax,
  newInvitation,
  openInvitation,
  openReply,
  openRequest,
  sealReply,
  sealRequest,
} from "./invitation.ts";
import {
  agreementsChannel,
  agreementsMax,
  openAgreements,
  parcelBytesMax,
  sealAgreements,
} from "./invitation-agreements.ts";
import { formatInvitation, type JoinsMember, parseInvitation } from "./invitation-link.ts";
import { rendezvousChannel } from "./keyring.ts";
import { signConsent } from "./operation.ts";
import { webPrimitives } from "./primitives.ts";
import type { CircleId, MemberId } from "./types.ts";

const web = webPrimitives({ crypto: globalThis.crypto });
const model = modelPrimitives({ seed: 21 });
const relay = { url: "wss://relay.example/sync", key: new Uint8Array(32).fill(3) };
const expiresAt = 1_800_000_000_000;
const joins: JoinsMember = { how: "device", circle: "ab".repeat(32) as CircleId, member: "cd".repeat(16) as MemberId };
const doc = "d0".repeat(16);
const agreements = [{ doc, title: "Quiet hours", text: "After ten we speak softly.\n\nOn Fridays after eleven." }];

describe("K21 a link that joins a member, or has agreements under it", () => {
  test("comes back the same, and is known for what it is when bent, cut or newer", async () => {
    for (const more of [
      { joins },
      { joins: { ...joins, how: "recovery" as const } },
      { agreements },
      { joins, agreements },
      { agreements: [] },
    ]) {
      const { link } = (await newInvitation(model, { relay, expiresAt, ...more }))!;
      const text = formatInvitation(link);
      expect(await parseInvitation(text)).toEqual({ ok: true, value: link });
      for (let length = 9; length < text.length; length++)
        expect(await parseInvitation(text.slice(0, length))).toEqual({ ok: false, reason: "incomplete" });
      for (let i = 12; i < text.length; i++) {
        const bent = text.slice(0, i) + (text[i] === "x" ? "y" : "x") + text.slice(i + 1);
        const read = await parseInvitation(bent);
        expect(read.ok && formatInvitation(read.value) !== text).toBe(false);
      }
      expect(await parseInvitation(`#join/BA${text.slice(8)}`)).toEqual({ ok: false, reason: "newer" });
    }
  });
  test("a plain link has its old form, which an older Fogata reads", async () => {
    const { link } = await newInvitation(model, { relay, expiresAt });
    expect(formatInvitation(link).slice(0, 8)).toBe("#join/AQ");
  });
});

describe("K68 a request says whose device it becomes", () => {
  async function asking(how: JoinsMember["how"] = "device") {
    const [phone, eve] = [await person(web, "Alice"), await person(web, "Eve")];
    const mine = { ...joins, how };
    const { link, receiveSeed, body } = (await newInvitation(web, { relay, expiresAt, joins: mine }))!;
    return { phone, eve, link, receiveSeed, body, mine };
  }
  test("by its own signature over circle and member: what agrees to another member is refused", async () => {
    const { phone, link, receiveSeed, body, mine } = await asking();
    const bytes = await sealRequest(web, { link, device: phone.device, name: "" });
    const read = await openRequest(web, { bytes, receiveSeed, invite: body, joins: mine });
    if (!read.ok) throw new Error(read.reason);
    expect(read.value.consent).toEqual(await signConsent(web, { ...mine, device: phone.device }));
    const others = { ...mine, member: "ef".repeat(16) as MemberId };
    expect(await openRequest(web, { bytes, receiveSeed, invite: body, joins: others })).toEqual({
      ok: false,
      reason: "bad-signature",
    });
  });
  test("without any, a link that joins a member takes no request", async () => {
    const { phone, link, receiveSeed, body, mine } = await asking();
    const bytes = await sealRequest(web, { link: { ...link, joins: null }, device: phone.device, name: "" });
    expect((await openRequest(web, { bytes, receiveSeed, invite: body, joins: mine })).ok).toBe(false);
    expect((await openRequest(web, { bytes, receiveSeed, invite: body })).ok).toBe(true);
  });
  test("K24 it is in by that link only as that member's, in that circle", async () => {
    const [alice, phone, eve] = [await person(web, "Alice"), await person(web, "phone"), await person(web, "Eve")];
    const log = await Log.found(web, alice);
    await log.rotate(alice);
    const mine: JoinsMember = { how: "device", circle: log.circle, member: alice.member };
    const { link } = (await newInvitation(web, { relay, expiresAt, joins: mine }))!;
    const consent = await signConsent(web, { ...mine, device: phone.device });
    const reply = () => ({
      kind: "admitted" as const,
      circle: log.circle,
      ops: [...log.ops.values()].map((op) => op.bytes),
      boxes: [],
    });
    const comesIn = async (under: JoinsMember, device = phone.device) => {
      const bytes = await sealReply(web, { to: cardOf(device), reply: reply() });
      return (await openReply(web, { bytes, device, link: { ...link, joins: under } })).ok;
    };
    expect(await comesIn(mine)).toBe(false);
    await log.write(alice, { kind: "device+", member: alice.member, device: cardOf(phone.device), consent, at: 1 });
    expect(await comesIn(mine)).toBe(true);
    expect(await comesIn(mine, eve.device)).toBe(false);
    expect(await comesIn({ ...mine, member: eve.member })).toBe(false);
    expect(await comesIn({ ...mine, circle: joins.circle })).toBe(false);
  });
});

test("K8 words for a companion have a length: the last that fits is read, one more is not", async () => {
  const bob = await person(model, "Bob");
  const { link, receiveSeed, body } = await newInvitation(model, { relay, expiresAt });
  const read = async (companion: string | null) => {
    const bytes = await sealRequest(model, { link, device: bob.device, name: "Bob", companion });
    const request = await openRequest(model, { bytes, receiveSeed, invite: body });
    return request.ok ? request.value.companion : request.reason;
  };
  for (const words of [null, "", "I hear little on the left", "x".repeat(companionWordsMax)])
    expect(await read(words)).toBe(words);
  expect(await read("x".repeat(companionWordsMax + 1))).toBe("malformed");
});

test("how far a recovery is reaches its new device alone, and everything it can say comes back", async () => {
  const [phone, eve] = [await person(model, "Alice"), await person(model, "Eve")];
  const { link } = (await newInvitation(model, { relay, expiresAt, joins: { ...joins, how: "recovery" } }))!;
  for (const reply of [
    { kind: "progress", at: 5, progress: { kind: "asked", signed: 1, needed: 3 } },
    { kind: "progress", at: 6, progress: { kind: "waiting", until: 7_000 } },
    { kind: "progress", at: 7, progress: { kind: "said-no" } },
    { kind: "progress", at: 8, progress: { kind: "closed" } },
    { kind: "withdrawn" },
  ] as const) {
    const bytes = await sealReply(model, { to: cardOf(phone.device), reply });
    expect(await openReply(model, { bytes, device: phone.device, link })).toEqual({ ok: true, value: reply });
    expect(await openReply(model, { bytes, device: eve.device, link })).toEqual({ ok: false, reason: "not-mine" });
  }
});

describe("K69 agreements under a link", () => {
  test("open for who holds it, as they were sealed, whatever their letters", async () => {
    for (const some of [[], agreements, [...agreements, { doc, title: "ποτάμι 🔥", text: "" }]]) {
      const { link, parcel } = (await newInvitation(web, { relay, expiresAt, agreements: some }))!;
      expect(await openAgreements(web, { link, bytes: parcel! })).toEqual(some);
    }
  });
  test("changed anywhere, or put there by somebody else who holds the link, they are not taken", async () => {
    const { link, parcel } = (await newInvitation(web, { relay, expiresAt, agreements }))!;
    for (let i = 0; i < parcel!.length; i++) {
      const bent = parcel!.slice();
      bent[i]! ^= 4;
      expect(await openAgreements(web, { link, bytes: bent })).toBeNull();
    }
    const forged = await sealAgreements(web, link.secret, [{ doc, title: "Quiet hours", text: "Never." }]);
    expect(await openAgreements(web, { link, bytes: forged! })).toBeNull();
    const other = (await newInvitation(web, { relay, expiresAt, agreements }))!;
    expect(await openAgreements(web, { link: other.link, bytes: parcel! })).toBeNull();
    expect(await openAgreements(web, { link: { ...link, agreements: null }, bytes: parcel! })).toBeNull();
  });
  test("whoever holds the link's own channel can be told from nobody: they lie in another one", async () => {
    const { link } = (await newInvitation(web, { relay, expiresAt, agreements }))!;
    const { channel, own } = await agreementsChannel(web, link.secret);
    const { rendezvous } = await openInvitation(web, link);
    expect(channel.kind).toBe("erasable");
    expect(channel.id).not.toEqual(rendezvous.id);
    expect((await rendezvousChannel(web, link.secret)).id).toEqual(rendezvous.id);
    expect(own.publicKey).toEqual(channel.ownPub);
  });
  test("K8 hold at the limits, and are refused past them", async () => {
    const many = Array.from({ length: agreementsMax + 1 }, () => ({ doc, title: "a", text: "b" }));
    expect(await sealAgreements(model, new Uint8Array(32), many.slice(1))).not.toBeNull();
    expect(await sealAgreements(model, new Uint8Array(32), many)).toBeNull();
    // What does not deflate: noise.
    const noise = randomBytes(parcelBytesMax).toString("base64");
    const fits = await sealAgreements(web, new Uint8Array(32), [{ doc, title: "a", text: noise.slice(0, 900_000) }]);
    expect(fits!.length).toBeLessThanOrEqual(parcelBytesMax);
    expect(
      await newInvitation(web, { relay, expiresAt, agreements: [{ doc, title: "a", text: noise + noise }] }),
    ).toBeNull();
  });
  test("K10 nor does their length say how long they are, to a step", async () => {
    const long = (length: number) => [{ doc, title: "a", text: Buffer.from(web.randomBytes(length)).toString("hex") }];
    const lengths = new Set<number>();
    for (const more of [0, 1, 2])
      lengths.add((await sealAgreements(web, new Uint8Array(32), long(500 + more)))!.length);
    expect(lengths.size).toBeLessThanOrEqual(2);
  });
});
