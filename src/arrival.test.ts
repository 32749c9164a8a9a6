// Arriving at the app: the secret leaves the address, and only a relay's own answer counts as one.
import { expect, test } from "vitest";
import { relayAt, takeInvitation } from "./arrival.ts";

const key = "A".repeat(43);
const answering = (body: string, status = 200) => (async () => new Response(body, { status })) as typeof fetch;
const at = (place: string, told: unknown) => relayAt(place, answering(JSON.stringify(told)));

function arrive(href: string) {
  const replaced: unknown[] = [];
  const history = { replaceState: (...args: unknown[]) => void replaced.push(args.at(-1)) } as unknown as History;
  return { link: takeInvitation(new URL(href) as unknown as Location, history), replaced };
}

test("an invitation's secret leaves the address at once, and the page it was opened on stays", () => {
  expect(arrive("https://fogata.example/g/1?x=2#join/secret")).toEqual({
    link: "https://fogata.example/g/1?x=2#join/secret",
    replaced: ["/g/1?x=2"],
  });
});

test("any other address is left as it is", () => {
  expect(arrive("https://fogata.example/#people")).toEqual({ link: null, replaced: [] });
  expect(arrive("https://fogata.example/")).toEqual({ link: null, replaced: [] });
});

test("a relay is its address and its public name", async () => {
  const bytes = new Uint8Array(32);
  expect(await at("https://fogata.example", { url: "/relay", key })).toEqual({
    url: "wss://fogata.example/relay",
    key: bytes,
  });
  expect((await at("http://localhost:8787", { url: "/relay", key }))?.url).toBe("ws://localhost:8787/relay");
  expect((await at("https://a.example", { url: "https://b.example/r", key }))?.url).toBe("wss://b.example/r");
  const odd = Buffer.from(bytes.fill(0xfb)).toString("base64url");
  expect((await at("https://a.example", { url: "/relay", key: odd }))?.key).toEqual(bytes);
});

test("what is no relay's answer is none", async () => {
  for (const told of [
    null,
    3,
    {},
    { url: "/relay" },
    { url: "/relay", key: "short" },
    { url: 1, key },
    { url: "//[", key },
  ])
    expect(await at("https://fogata.example", told), JSON.stringify(told)).toBeNull();
  const origin = "https://fogata.example";
  expect(await relayAt(origin, answering("<html>Sign in to the café</html>"))).toBeNull();
  expect(await relayAt(origin, answering("{}", 502))).toBeNull();
  const offline = (() => Promise.reject(new TypeError("offline"))) as typeof fetch;
  expect(await relayAt(origin, offline)).toBeNull();
});
