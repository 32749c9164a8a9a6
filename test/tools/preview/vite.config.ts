// The preview's own dev server; no part of the build.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import solid from "vite-plugin-solid";

const here = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
  root: here,
  publicDir: fileURLToPath(new URL("../../../src/public", import.meta.url)),
  cacheDir: fileURLToPath(new URL("../../../node_modules/.vite-preview", import.meta.url)),
  plugins: [solid()],
  server: {
    port: 4199,
    strictPort: true,
    host: "127.0.0.1",
    fs: { allow: [fileURLToPath(new URL("../../..", import.meta.url))] },
  },
});
