import { describe, expect, test } from "vitest";
import { modelPrimitives } from "../testing/index.ts";
import { Log, person } from "../testing/story.ts";
import { newInvitation } from "./invitation.ts";
import { formatInvitation, parseInvitation } from "./invitation-link.ts";
import { signOp } from "./operation.ts";
import { isRelayUrl } from "./relay-address.ts";

const key = new Uint8Array(32).fill(3);
const good = [
  "wss://relay.example/relay",
  "ws://localhost:4173/relay",
  "wss://xn--bcher-kva.example",
  "ws://[::1]:8080/relay",
  "wss://10.0.0.7/a/b-c_d~e%20f",
];
const bad = [
  "",
  "relay.example",
  "//relay.example/relay",
  "https://relay.example/relay",
  "http://192.168.0.1/reboot",
  "javascript:alert(1)",
  "file:///etc/passwd",
  "wss://user:word@relay.example/",
  "wss://relay.example/relay#join/",
  "wss://relay.example/?q=1",
  "wss://relay.example\\@eve.example/",
  "wss://r\u202eelay.example/",
  "wss://bücher.example/",
  " wss://relay.example/",
  "wss://relay.example/\nX: y",
  `wss://relay.example/${"a".repeat(500)}`,
];

describe("K28 a relay's address is a WebSocket's, written plainly", () => {
  test.each(good)("%s is one", (url) => expect(isRelayUrl(url)).toBe(true));
  test.each(bad)("%j is none", (url) => expect(isRelayUrl(url)).toBe(false));

  test("Eve, who is a member, can send nobody anywhere else, nor to nowhere", async () => {
    const p = modelPrimitives({ seed: 1 });
    const eve = await person(p, "Eve");
    const log = await Log.found(p, eve);
    const moving = (urls: string[]) =>
      signOp(p, {
        circle: log.circle,
        parents: [log.circle],
        body: { kind: "relays", relays: urls.map((url) => ({ url, key })) },
        device: eve.device,
      });
    await expect(moving(good)).resolves.toMatchObject({ by: eve.device.sign.publicKey });
    for (const url of bad) await expect(moving([url])).rejects.toThrow(TypeError);
    await expect(moving([])).rejects.toThrow(TypeError);
  });

  test("a link that leads anywhere else is no link", async () => {
    const p = modelPrimitives({ seed: 2 });
    const read = async (url: string) => {
      const { link } = await newInvitation(p, { relay: { url, key }, expiresAt: 1 });
      return parseInvitation(formatInvitation(link));
    };
    expect((await read(good[0]!)).ok).toBe(true);
    for (const url of bad.slice(0, -1)) expect(await read(url)).toEqual({ ok: false, reason: "garbled" });
  });
});
