// The groups of tests that vitest runs, each a project of its own; `npm test` runs them one after the other.
import { playwright } from "@vitest/browser-playwright";
import type { TestProjectConfiguration } from "vitest/config";
import { chromiumArgs } from "../e2e/support/chromium.ts";

const wasmNode = "./test/tools/wasm-node.ts";
const chance = "./test/tools/chance.ts";
const prosemirror = ["commands", "inputrules", "keymap", "model", "state", "transform", "view"].map(
  (part) => `prosemirror-${part}`,
);
const elsewhere = ["**/node_modules/**", "**/dist/**"];
const inDom = ["**/*.dom.test.tsx", "**/*.dom.test.ts"];
const inBrowser = ["**/*.browser.test.tsx", "**/*.browser.test.ts"];

const ofMembership = ["test/simulation/membership*.test.ts"];
const ofCircles = ["circles", "snapshots", "deciding"].map((what) => `test/simulation/${what}*.test.ts`);
const whoBelongs = [
  ...["apart", "belonging", "devices", "founding", "invitations"],
  ...["recovery", "start-again", "working-groups"],
].map((what) => `test/e2e/${what}.spec.ts`);
const whatIsAgreed = [
  ...["amending", "comments", "deciding", "files", "large"],
  ...["scenario-s1", "suggesting", "verifier"],
].map((what) => `test/e2e/${what}.spec.ts`);
const whatGoesWrong = ["at-once", "eve", "pages", "profile"].map((what) => `test/e2e/${what}.spec.ts`);
const devicesTogether = [
  ...["asking-my-group", "belonging", "device", "devices", "founding", "invitations", "joining"],
  ...["recovery", "start-again", "working-groups", "working-groups-standing"],
].map((what) => `test/integration/${what}.test.ts`);
const inTurn = { testTimeout: 180_000, hookTimeout: 120_000, fileParallelism: false };

/** With `npm run test:long` the same tests have many times as much to do. */
const patience = process.env.FOGATA_LONG ? 40 : 1;

/** The three environments in which code of the app is tested, then three kinds of story. Nothing is retried. */
export const projects: TestProjectConfiguration[] = [
  {
    extends: true,
    test: {
      name: "unit",
      include: ["packages/**/*.test.ts", "src/**/*.test.ts", "sync-server/**/*.test.ts", "test/tools/**/*.test.ts"],
      exclude: [...elsewhere, ...inDom, ...inBrowser],
      environment: "node",
      setupFiles: [wasmNode, chance],
      testTimeout: 60_000 * patience,
    },
  },
  {
    extends: true,
    test: {
      name: "dom",
      include: inDom,
      exclude: elsewhere,
      environment: "jsdom",
      setupFiles: [wasmNode, chance],
      testTimeout: 30_000 * patience,
    },
  },
  {
    extends: true,
    // Named here, or Vite finds them one by one and reloads the page under the tests of a fresh checkout.
    optimizeDeps: { include: [...prosemirror, "@solidjs/testing-library", "fast-check", "axe-core"] },
    test: {
      name: "browser",
      include: inBrowser,
      exclude: elsewhere,
      setupFiles: ["./test/tools/wasm-browser.ts"],
      testTimeout: 120_000 * patience,
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: playwright({
          launchOptions: { executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: chromiumArgs },
        }),
        instances: [{ browser: "chromium" }],
      },
    },
  },
  // Each of these two by itself stays within three minutes, on a slow machine too.
  story("integration", {
    include: ["test/integration/**/*.test.ts"],
    exclude: [...elsewhere, ...devicesTogether],
    testTimeout: 120_000 * patience,
  }),
  story("together", { include: devicesTogether, testTimeout: 120_000 * patience }),
  // Documents on their way, and people on theirs: each by itself stays within three minutes or so on a quiet machine.
  story("simulation", {
    include: ["test/simulation/**/*.test.ts"],
    exclude: [...elsewhere, ...ofMembership, ...ofCircles],
    testTimeout: 900_000 * patience,
  }),
  story("membership", { include: ofMembership, testTimeout: 900_000 * patience }),
  story("circles", { include: ofCircles, testTimeout: 900_000 * patience }),
  // One at a time: each starts its own relay and browser, and two browsers on two cores only slow each other down.
  story("e2e", {
    include: ["test/e2e/**/*.spec.ts"],
    exclude: [...elsewhere, ...whoBelongs, ...whatIsAgreed, ...whatGoesWrong],
    ...inTurn,
  }),
  story("e2e-people", { include: whoBelongs, ...inTurn }),
  story("e2e-agreed", { include: whatIsAgreed, ...inTurn }),
  story("e2e-hard", { include: whatGoesWrong, ...inTurn }),
];

function story(name: string, test: Record<string, unknown>): TestProjectConfiguration {
  // A condition is waited for, on a slow machine too; the second that vitest gives it is a length of time.
  const expect = { poll: { timeout: 30_000 } };
  return { extends: true, test: { name, environment: "node", setupFiles: [wasmNode, chance], expect, ...test } };
}
