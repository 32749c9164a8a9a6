// A vitest reporter that writes how a run ended as three numbers into $FOGATA_COUNTS, for test.mjs to add up.
import { writeFileSync } from "node:fs";
import type { Reporter, SerializedError, TestModule } from "vitest/node";

export default class Counts implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const file = process.env.FOGATA_COUNTS;
    if (!file) return;
    const counts = { passed: 0, failed: unhandled.length, skipped: 0 };
    for (const module of modules) {
      const before = counts.failed;
      for (const test of module.children.allTests()) {
        const state = test.result().state;
        counts[state === "passed" || state === "failed" ? state : "skipped"]++;
      }
      // A file that could not be loaded, or whose hooks failed, has no failed test to show for it.
      if (!module.ok() && counts.failed === before) counts.failed++;
    }
    writeFileSync(file, JSON.stringify(counts));
  }
}
