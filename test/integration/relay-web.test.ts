// What the relay's port gives to a browser: the app's files with their headers, and nothing else.
import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMemoryStore, type RunningRelay, startRelay } from "@fogata/relay";
import { afterAll, beforeAll, expect, test } from "vitest";

let folder: string;
let relay: RunningRelay;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fogata-web-"));
  const app = join(folder, "app");
  await mkdir(join(app, "assets"), { recursive: true });
  await writeFile(join(folder, "secret.txt"), "outside the app");
  await writeFile(join(app, ".env"), "hidden");
  await writeFile(join(app, "index.html"), "<!doctype html><title>Fogata</title>");
  await writeFile(join(app, "sw.js"), "self;");
  await writeFile(join(app, "assets", "app-1a2b.js"), "plain");
  await writeFile(join(app, "assets", "app-1a2b.js.br"), "brotli");
  await writeFile(join(app, "assets", "app-1a2b.js.gz"), "gzip");
  await writeFile(join(app, "assets", "old.js.br"), "stale");
  await utimes(join(app, "assets", "old.js.br"), 1, 1);
  await writeFile(join(app, "assets", "old.js"), "newer");
  await writeFile(join(app, "automerge.wasm"), "wasm");
  const hints = [
    { path: "^/g/[^/]+/agreements/[^/]+$", link: "</automerge.wasm>; rel=preload; as=fetch; crossorigin" },
  ];
  await writeFile(join(app, "hints.json"), JSON.stringify(hints));
  relay = await startRelay({ port: 0, host: "127.0.0.1", data: createMemoryStore(), web: app });
});
afterAll(async () => {
  await relay.close();
  await rm(folder, { recursive: true, force: true });
});

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}
/** Not fetch: it would tidy the path before sending it. */
function get(path: string, o: { method?: string; headers?: Record<string, string> } = {}): Promise<Answer> {
  return new Promise((done, fail) => {
    const { port } = relay;
    const asked = request({ host: "127.0.0.1", port, path, agent: false, ...o }, (response) => {
      let body = "";
      response.on("data", (chunk: Buffer) => {
        body += chunk;
      });
      response.on("end", () => done({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    asked.on("error", fail);
    asked.end();
  });
}

test("R21 every answer carries the strict headers, errors included", async () => {
  for (const path of ["/", "/assets/app-1a2b.js", "/nothing.png", "/healthz", "/relay.json"]) {
    const { headers } = await get(path);
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    expect(headers["content-security-policy"]).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(headers["content-security-policy"]).not.toMatch(/unsafe-inline|'unsafe-eval'|\*/);
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
    });
    expect(headers["permissions-policy"]).toContain("microphone=()");
    expect(headers["x-powered-by"] ?? headers.server).toBeUndefined();
  }
});

test("R21 hashed assets are kept for ever, the page and the service worker are asked for each time", async () => {
  expect((await get("/assets/app-1a2b.js")).headers["cache-control"]).toContain("immutable");
  for (const path of ["/", "/index.html", "/sw.js", "/group/agreements"])
    expect((await get(path)).headers["cache-control"]).toBe("no-cache");
  const { headers } = await get("/");
  const again = await get("/", { headers: { "if-none-match": String(headers.etag) } });
  expect([again.status, again.body]).toEqual([304, ""]);
});

test("R21 packed files are sent to those who can unpack them, unless they are older than the plain one", async () => {
  const asked = (path: string, accept: string) => get(path, { headers: { "accept-encoding": accept } });
  const js = "/assets/app-1a2b.js";
  expect(await asked(js, "gzip, deflate, br")).toMatchObject({ body: "brotli", headers: { "content-encoding": "br" } });
  expect(await asked(js, "gzip")).toMatchObject({ body: "gzip", headers: { "content-encoding": "gzip" } });
  expect((await asked(js, "br;q=0, gzip;q=0")).body).toBe("plain");
  const plain = await asked(js, "");
  expect(plain).toMatchObject({ body: "plain", headers: { "content-type": "text/javascript; charset=utf-8" } });
  expect(plain.headers["content-encoding"]).toBeUndefined();
  expect(plain.headers.vary).toBe("accept-encoding");
  expect((await asked("/assets/old.js", "br")).body).toBe("newer");
  expect((await get("/automerge.wasm")).headers["content-type"]).toBe("application/wasm");
});

test("R21 a page is sent with what the built app says it will need, and only such a page", async () => {
  expect((await get("/g/ab/agreements/cd")).headers.link).toBe("</automerge.wasm>; rel=preload; as=fetch; crossorigin");
  for (const path of ["/", "/g/ab", "/g/ab/agreements", "/assets/app-1a2b.js"])
    expect((await get(path)).headers.link).toBeUndefined();
});

test("R21 a page of the app without a file is the app; a file that is missing is missing", async () => {
  expect(await get("/group/agreements")).toMatchObject({ status: 200, body: expect.stringContaining("Fogata") });
  expect((await get("/assets/gone.js")).status).toBe(404);
  expect((await get("/favicon.ico")).status).toBe(404);
});

test("R21 no path leads out of the app's folder or to a hidden file", async () => {
  const ways = [
    "/../secret.txt",
    "/assets/../../secret.txt",
    "/%2e%2e/secret.txt",
    "/..%2fsecret.txt",
    "/%2e%2e%5csecret.txt",
    "//../secret.txt",
    "/assets/%00/../../secret.txt",
    "/.env",
    "/%2eenv",
    "/%",
    "/%ff.txt",
  ];
  for (const path of ways) {
    const { status, body } = await get(path);
    expect([path, status]).toEqual([path, 404]);
    expect(body).not.toMatch(/outside|hidden/);
  }
});

test("R21 GET and HEAD only", async () => {
  const head = await get("/", { method: "HEAD" });
  expect([head.status, head.body]).toEqual([200, ""]);
  expect(Number(head.headers["content-length"])).toBeGreaterThan(10);
  for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) {
    const { status, headers } = await get("/", { method });
    expect([status, headers.allow]).toEqual([405, "GET, HEAD"]);
  }
});

test("R19 /relay.json tells any page where the relay answers and its public name; nothing else is shared so", async () => {
  const { headers, body } = await get("/relay.json");
  expect(JSON.parse(body)).toEqual({
    url: "/relay",
    key: Buffer.from(relay.key).toString("base64url"),
    version: 1,
  });
  expect(headers["access-control-allow-origin"]).toBe("*");
  expect((await get("/")).headers["access-control-allow-origin"]).toBeUndefined();
  expect((await get("/healthz")).body).toBe("ok");
});
