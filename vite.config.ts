// How the app is built (and, with --ssr, the relay), and where vitest finds its groups of tests.
import { fileURLToPath } from "node:url";
import { VitePWA } from "vite-plugin-pwa";
import solid from "vite-plugin-solid";
import { defineConfig, type ViteUserConfig } from "vitest/config";
import { checker } from "./test/tools/checker.ts";
import { early } from "./test/tools/early.ts";
import { layers, withoutPassingOn } from "./test/tools/layers.ts";
import { slimWasm } from "./test/tools/slim-wasm.ts";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// One Automerge, one WebAssembly instance: whatever imports the root gets the slim entry, which src hands its .wasm.
const alias = [
  { find: /^@automerge\/automerge$/, replacement: "@automerge/automerge/slim" },
  { find: /^@automerge\/automerge-repo$/, replacement: "@automerge/automerge-repo/slim" },
];

export default defineConfig(async ({ isSsrBuild }) => {
  if (isSsrBuild) return relay();
  return process.env.VITEST ? tests() : app();
});

// How long each plugin took, said whenever a machine is slow, looks like an error to whoever only wants to start.
const checks = { bundlerTimings: false };

function app(): ViteUserConfig {
  return {
    publicDir: at("src/public"),
    resolve: { alias },
    plugins: [solid(), slimWasm(), withoutPassingOn(), early(), checker(), serviceWorker()],
    build: {
      outDir: at("dist/app"),
      emptyOutDir: true,
      target: "es2023",
      // Each colour is said once for light and dark: every browser with Ed25519 knows light-dark().
      cssTarget: ["chrome123", "firefox120", "safari17.5"],
      reportCompressedSize: false,
      // Strict CSP: nothing inline, so small files stay files.
      assetsInlineLimit: 0,
      // One style sheet: each file more is another way there and back before the first screen.
      cssCodeSplit: false,
      rolldownOptions: {
        checks,
        preserveEntrySignatures: false,
        output: {
          // All that main.tsx imports, as layers.ts calls it.
          entryFileNames: "assets/start-[hash].js",
          minifyInternalExports: false,
          codeSplitting: { groups: layers },
        },
      },
    },
    worker: { format: "es" },
    server: { proxy: toRelay() },
    preview: { proxy: toRelay() },
  };
}

function serviceWorker() {
  return VitePWA({
    strategies: "generateSW",
    filename: "sw.js",
    // The person says when a new version takes over; nothing reloads under their hands.
    registerType: "prompt",
    injectRegister: false,
    // src/public/manifest.webmanifest is written by hand.
    manifest: false,
    workbox: {
      importScripts: ["sw-routes.js"],
      globIgnores: ["sw-routes.js"],
      globPatterns: ["**/*.{js,css,html,svg,png,wasm,woff2,webmanifest,txt}"],
      // Automerge's .wasm is 3.6 MB; workbox leaves out what is over 2 MiB with only a warning, and then nothing opens offline.
      maximumFileSizeToCacheInBytes: 6 * 1024 * 1024,
      navigateFallback: "index.html",
      navigateFallbackDenylist: [/^\/relay/, /^\/healthz/],
      cleanupOutdatedCaches: true,
    },
  });
}

/** The relay as one file: any supported Node runs it as it is. Only the store's binary stays outside. */
function relay(): ViteUserConfig {
  return {
    publicDir: false,
    ssr: { target: "node", noExternal: true, external: ["classic-level"] },
    build: {
      ssr: true,
      outDir: at("sync-server/dist"),
      emptyOutDir: true,
      target: "node20",
      minify: false,
      rolldownOptions: { checks, input: { main: at("sync-server/src/main.ts") } },
    },
  };
}

// In tests the Solid plugin resolves as a browser would, where `ws` is an empty page that says so.
const wsForNode = { find: /^ws$/, replacement: at("node_modules/ws/wrapper.mjs") };

async function tests(): Promise<ViteUserConfig> {
  const { projects } = await import("./test/tools/projects.ts");
  return {
    resolve: { alias: [...alias, wsForNode] },
    plugins: [solid()],
    test: { projects, reporters: ["default", at("test/tools/counts.ts")] },
  };
}

function toRelay() {
  const target = `http://localhost:${process.env.FOGATA_DEV_RELAY ?? "8788"}`;
  return { "/relay": { target, ws: true }, "/relay.json": { target }, "/healthz": { target } };
}
