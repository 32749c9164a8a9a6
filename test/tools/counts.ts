// A vitest reporter that writes how a run ended into $FOGATA_COUNTS, three numbers and what failed, for test.mjs to add
// up and to say once more at the end, where it is read.
import { writeFileSync } from "node:fs";
import type { Reporter, SerializedError, TestModule } from "vitest/node";

export default class Counts implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const file = process.env.FOGATA_COUNTS;
    if (!file) return;
    const counts = { passed: 0, failed: unhandled.length, skipped: 0 };
    const broken = unhandled.map(({ name, message }) => `${name}: ${message}`);
    for (const module of modules) {
      const before = counts.failed;
      for (const test of module.children.allTests()) {
        const state = test.result().state;
        counts[state === "passed" || state === "failed" ? state : "skipped"]++;
        if (state === "failed") broken.push(said(module, test.fullName, test.result().errors));
      }
      // A file that could not be loaded, or whose hooks failed, has no failed test to show for it.
      if (!module.ok() && counts.failed === before) {
        counts.failed++;
        broken.push(said(module, "the file itself", module.errors()));
      }
    }
    writeFileSync(file, JSON.stringify({ counts, broken }));
  }
}

function said(module: TestModule, what: string, errors: readonly SerializedError[] | undefined): string {
  return `${module.relativeModuleId} > ${what}\n    ${errors?.[0]?.message?.split("\n")[0] ?? ""}`;
}
