import solid from "vite-plugin-solid";
import { defineConfig } from "vitest/config";

// Tests run as projects; the build is the app. (tools refine this file.)
export default defineConfig({
  plugins: [solid()],
  test: {
    projects: [
      { test: { name: "unit", include: ["packages/**/*.test.ts", "src/**/*.test.ts", "sync-server/**/*.test.ts"], environment: "node", setupFiles: ["./test/tools/wasm-node.ts"] } },
      { test: { name: "integration", include: ["test/integration/**/*.test.ts"], environment: "node", setupFiles: ["./test/tools/wasm-node.ts"], testTimeout: 60_000 } },
      { test: { name: "simulation", include: ["test/simulation/**/*.test.ts"], environment: "node", setupFiles: ["./test/tools/wasm-node.ts"], testTimeout: 600_000 } },
      { test: { name: "e2e", include: ["test/e2e/**/*.spec.ts"], environment: "node", testTimeout: 120_000, hookTimeout: 120_000, fileParallelism: false } },
    ],
  },
});
