// Serves the built app: files of one folder, with headers that let nothing in it do more than it must.
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { pipeline } from "node:stream";
import { linkFor } from "./hints.ts";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
  ".md": "text/plain; charset=utf-8",
};
const encodings = [
  { name: "br", ending: ".br" },
  { name: "gzip", ending: ".gz" },
];

/**
 * No inline script, no foreign origin. `wasm-unsafe-eval` only because Automerge is WebAssembly; `ws: wss:` because the
 * app from any address may talk to any relay its group has chosen.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self' ws: wss:",
  "worker-src 'self'",
  "manifest-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const security: Record<string, string> = {
  "content-security-policy": contentSecurityPolicy,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  // The camera reads an invitation's QR code; nothing else of the device is asked for.
  "permissions-policy": "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

export interface WebOptions {
  /** The built app's folder; without one only the relay's own answers are given. */
  folder: string | null;
  /** What `/relay.json` tells: where the relay answers and its public name, so that the app can bind to it. */
  relay: { url: string; key: string; version: number };
}

export function serveWeb(o: WebOptions): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    respond(o, request, response).catch(() => {
      if (!response.headersSent) plain(request, response, 500, "The relay could not read its own files.");
      else response.destroy();
    });
  };
}

async function respond(o: WebOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.setHeader("allow", "GET, HEAD");
    return plain(request, response, 405, "Only GET and HEAD.");
  }
  const path = pathOf(request.url ?? "/");
  if (path === "/healthz") return plain(request, response, 200, "ok");
  if (path === "/relay.json") {
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("cross-origin-resource-policy", "cross-origin");
    return plain(request, response, 200, JSON.stringify(o.relay), "application/json");
  }
  if (o.folder === null || path === null) return plain(request, response, 404, "There is nothing here.");
  const file = await findFile(o.folder, path);
  if (file === null) return plain(request, response, 404, "There is nothing here.");
  const link = extname(path) === "" ? await linkFor(o.folder, path) : null;
  if (link !== null) response.setHeader("link", link);
  await sendFile(request, response, file);
}

/** The path inside the app, or null for one that tries to leave it or to see hidden files. */
export function pathOf(url: string): string | null {
  try {
    const path = decodeURIComponent(url.split(/[?#]/, 1)[0]!);
    if (!path.startsWith("/") || /[\0\\]/.test(path) || path.split("/").some((part) => part.startsWith(".")))
      return null;
    return path;
  } catch {
    return null;
  }
}

interface Found {
  path: string;
  bytes: number;
  changed: Date;
  /** Its name carries its content's hash. */
  immutable: boolean;
}

/** A page of the app has no file of its own: any path without an ending is the app's to understand. */
async function findFile(folder: string, path: string): Promise<Found | null> {
  const own = path === "/" ? "/index.html" : path;
  const found = await statFile(folder, own);
  if (found !== null || extname(own) !== "") return found;
  return statFile(folder, "/index.html");
}

async function statFile(folder: string, path: string): Promise<Found | null> {
  const root = normalize(folder + sep);
  const whole = normalize(join(root, path));
  if (!whole.startsWith(root)) return null;
  const info = await stat(whole).catch(() => null);
  if (info === null || !info.isFile()) return null;
  return { path: whole, bytes: info.size, changed: info.mtime, immutable: path.startsWith("/assets/") };
}

async function sendFile(request: IncomingMessage, response: ServerResponse, file: Found): Promise<void> {
  let sent = file;
  const accepted = String(request.headers["accept-encoding"] ?? "");
  for (const { name, ending } of encodings) {
    if (!new RegExp(`\\b${name}\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))`).test(accepted)) continue;
    const packed = await stat(file.path + ending).catch(() => null);
    // An old packed file beside a newer plain one is not that file.
    if (packed === null || packed.mtime < file.changed) continue;
    sent = { ...file, path: file.path + ending, bytes: packed.size };
    response.setHeader("content-encoding", name);
    break;
  }
  const tag = `W/"${file.bytes.toString(36)}-${file.changed.getTime().toString(36)}"`;
  const headers = {
    ...security,
    "content-type": types[extname(file.path)] ?? "application/octet-stream",
    "cache-control": file.immutable ? "public, max-age=31536000, immutable" : "no-cache",
    vary: "accept-encoding",
    etag: tag,
  };
  if (request.headers["if-none-match"] === tag) return void response.writeHead(304, headers).end();
  response.writeHead(200, { ...headers, "content-length": sent.bytes });
  if (request.method === "HEAD") return void response.end();
  pipeline(createReadStream(sent.path), response, () => {});
}

function plain(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  text: string,
  type = "text/plain; charset=utf-8",
): void {
  for (const [name, value] of Object.entries(security)) if (!response.hasHeader(name)) response.setHeader(name, value);
  response.writeHead(status, {
    "content-type": type,
    "cache-control": "no-store",
    "content-length": Buffer.byteLength(text),
  });
  response.end(request.method === "HEAD" ? undefined : text);
}
