// The rules of the house that a compiler does not know, held against every source file. Each is first shown to bite.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the planted files are text
import { describe, expect, test } from "vitest";
import { imports } from "./boundaries/imports.ts";
import {
  addressesIn,
  anyType,
  comments,
  effectsInside,
  leftOut,
  neverWords,
  opening,
  sleeps,
  strangers,
  styling,
} from "./boundaries/manners.ts";
import { allSources, filesEnding, parseSource, type Source, textOf } from "./boundaries/source.ts";

type Rule = (source: Source) => string[];
interface Case {
  rule: Rule;
  /** Planted files, each of which must be caught. */
  caught: [path: string, text: string][];
  /** Their innocent neighbours, which must not be. */
  spared: [path: string, text: string][];
}

const relay = "sync-server/src/relay.ts";
const session = "packages/sync/src/session.ts";
const page = "src/ui/Page.tsx";
const story = "test/integration/story.test.ts";
const words = "src/text/en.ts";

const cases: Record<string, Case> = {
  "a package imports only what its place allows, so the relay cannot reach keys or domain": {
    rule: imports,
    caught: [
      [relay, 'import { openEntry } from "@fogata/keys";'],
      [relay, 'import type { Agreement } from "@fogata/domain";'],
      [relay, 'export * from "@fogata/sync";'],
      [relay, 'const keys = await import("@fogata/keys");'],
      [relay, 'type Keys = import("@fogata/keys").DeviceKeys;'],
      [relay, "const keys = await import(name);"],
      [relay, 'import { openEntry } from "../../packages/keys/src/index.ts";'],
      ["packages/domain/src/kind.ts", 'import { sealEntry } from "@fogata/keys";'],
      ["packages/keys/src/envelope.ts", 'import { encode } from "../../protocol/src/index.ts";'],
      ["packages/verify/src/verify.ts", 'import { decide } from "@fogata/domain";'],
      ["packages/verify/src/statements.ts", 'import { readStatement } from "@fogata/keys";'],
      ["packages/verify/src/verify.test.ts", 'import { decide } from "../../domain/src/index.ts";'],
      ["packages/verify/src/cbor.ts", 'import { decode } from "cborg";'],
      ["src/ui/Page.tsx", 'import { verify } from "@fogata/verify";'],
      ["packages/sync/src/client.ts", 'import { kinds } from "@fogata/domain";'],
      [page, 'import { encode } from "@fogata/protocol";'],
      [page, 'import { app } from "../../test/support/app.tsx";'],
    ],
    spared: [
      [relay, 'import { decode } from "@fogata/protocol";\nimport { chain } from "./log.ts";'],
      [session, 'import { sealEntry } from "@fogata/keys";\nimport { encode } from "@fogata/protocol";'],
      [story, 'import { startRelay } from "@fogata/relay";\nimport { x } from "../../src/workspace/x.ts";'],
      ["src/ui/x.dom.test.tsx", 'import { app } from "../../test/support/app.tsx";'],
    ],
  },
  "nothing reaches past what a package exports": {
    rule: imports,
    caught: [
      [session, 'import { x } from "@fogata/keys/src/envelope.ts";'],
      [story, 'import { x } from "@fogata/sync/src/session.ts";'],
      [session, 'import { model } from "@fogata/keys/testing";'],
    ],
    spared: [[session, 'import { x } from "@fogata/keys";']],
  },
  "a foreign library enters a package through one file": {
    rule: imports,
    caught: [
      [relay, 'import { WebSocketServer } from "ws";'],
      [session, 'import { openDB } from "idb";'],
      [session, 'import type { Doc } from "@automerge/automerge/slim";'],
      [page, 'import { EditorView } from "prosemirror-view";'],
      [page, 'import leftPad from "left-pad";'],
      ["packages/keys/src/envelope.ts", 'import { webcrypto } from "node:crypto";'],
    ],
    spared: [
      ["sync-server/src/socket.ts", 'import { WebSocketServer } from "ws";\nimport { createServer } from "node:http";'],
      [page, 'import { Show } from "solid-js";\nimport { render } from "solid-js/web";'],
      [story, 'import fc from "fast-check";'],
    ],
  },
  "the type any is nowhere": {
    rule: anyType,
    caught: [
      [session, "export const x = (y: any) => y;"],
      [page, "const x = y as any;"],
    ],
    spared: [[session, 'export const any: unknown = "any";']],
  },
  "no comment silences the compiler or puts work off": {
    rule: comments,
    caught: [
      [session, "// @ts-ignore\nx();"],
      [session, "/* TODO: sign it */"],
      [page, "const x = 1; // FIXME later"],
      [session, "// @ts-expect-error\nx();"],
    ],
    spared: [
      [session, 'const text = "// TODO";'],
      [story, "// @ts-expect-error a Plain is not a Sealed\nopen(plain);"],
    ],
  },
  "a file opens with its promise": {
    rule: opening,
    caught: [[session, 'import x from "./x.ts";\n// too late']],
    spared: [
      [session, "// Decides.\nexport {};"],
      [session, "/** Decides. */\nexport {};"],
    ],
  },
  "no test is left out": {
    rule: leftOut,
    caught: [
      [story, 'test.only("x", () => {});'],
      [story, 'describe.skip("x", () => {});'],
      [story, 'test.concurrent.skip("x", () => {});'],
      [story, 'it.skip.each([1])("x", () => {});'],
      [story, 'test.todo("x");'],
    ],
    spared: [[story, 'test.skipIf(!strace)("x", () => {});\nrows.skip(2);']],
  },
  "no test sleeps": {
    rule: sleeps,
    caught: [
      [story, "await new Promise((r) => setTimeout(r, 100));"],
      [story, "await new Promise<void>((done) => setTimeout(() => done(), 100));"],
      [story, "await new Promise((done) => { setTimeout(() => { done(1) }, 9) });"],
      [story, "await page.waitForTimeout(80);"],
      [story, 'import { setTimeout } from "node:timers/promises";'],
    ],
    spared: [
      [
        story,
        'await new Promise((ok, no) => { socket.on("open", ok); setTimeout(() => no(new Error("late")), 9000); });',
      ],
      [story, "socket.pause();"],
      [session, "await new Promise((r) => setTimeout(r, 100));"],
    ],
  },
  "no style attribute and no HTML from text, as the content policy promises": {
    rule: styling,
    caught: [
      [page, 'const x = <p style="color: red">a</p>;'],
      [page, "const x = <p style={{ color }}>a</p>;"],
      [page, "const x = <p innerHTML={text} />;"],
      [page, 'element.setAttribute("style", text);'],
      [page, "element.innerHTML = text;"],
    ],
    spared: [[page, 'const x = <p class="style" data-style="x">{style}</p>;\nelement.textContent = text;']],
  },
  "no address of a third party stands in the program": {
    rule: strangers,
    caught: [
      [page, 'fetch("https://fonts.googleapis.com/css");'],
      [session, "connect(`wss://relay.fogata.org/${id}`);"],
    ],
    spared: [
      [page, 'const ns = "http://www.w3.org/2000/svg"; const hint = "wss://relay.example"; const me = `ws://${host}`;'],
      [story, 'open("https://evil.test/");'],
      [page, "// see https://www.rfc-editor.org/rfc/rfc8949"],
    ],
  },
  "the words of people hold none that groups refuse": {
    rule: neverWords,
    caught: [
      [words, 'export const en = { x: "Ask the admin" };'],
      [words, "export const en = { x: (n: string) => `The outcome of ${n}` };"],
      ["packages/domain/src/case.ts", "export interface CaseOwner { name: string }"],
      ["packages/domain/src/case.ts", 'export const parties = { serviceUser: "x" };'],
    ],
    spared: [
      [words, 'export const en = { x: "Whoever holds the keys" };'],
      ["packages/domain/src/case.ts", "// A case has no outcome and no owner.\nexport const closing = 1;"],
    ],
  },
  "what decides has no clock, chance, timer or network of its own": {
    rule: effectsInside,
    caught: [
      [session, "const now = Date.now();"],
      [relay, "setTimeout(tick, 10);"],
      ["packages/domain/src/kind.ts", "const today = new Date();"],
      ["packages/keys/src/envelope.ts", "crypto.getRandomValues(bytes);"],
      ["packages/keys/src/envelope.ts", 'await crypto.subtle.digest("SHA-256", bytes);'],
    ],
    spared: [
      ["packages/keys/src/primitives.ts", "crypto.getRandomValues(bytes);"],
      ["packages/domain/src/kind.ts", "const day = new Date(2026, 10, 20);"],
      [session, "const at = deps.clock.now();"],
    ],
  },
};

describe.each(Object.entries(cases))("%s", (_, { rule, caught, spared }) => {
  test.each(caught)("catches it in %s: %s", (path, text) => {
    expect(rule(parseSource(path, text))).not.toEqual([]);
  });
  test.each(spared)("leaves its neighbour in %s alone", (path, text) => {
    expect(rule(parseSource(path, text))).toEqual([]);
  });
  test("holds in every file", () => {
    const sources = allSources().filter(({ path }) => path !== "test/integration/boundaries.test.ts");
    expect(sources.length).toBeGreaterThan(20);
    expect(sources.flatMap(rule)).toEqual([]);
  });
});

test("no page, style or picture fetches anything from a third party", () => {
  expect(addressesIn("x.css", "src: url(https://fonts.gstatic.com/x.woff2)")).toHaveLength(1);
  expect(addressesIn("x.svg", '<svg xmlns="http://www.w3.org/2000/svg">')).toEqual([]);
  const files = filesEnding(".html", ".css", ".svg", ".webmanifest").filter((path) => !path.startsWith("test/"));
  expect(files.flatMap((path) => addressesIn(path, textOf(path)))).toEqual([]);
});
