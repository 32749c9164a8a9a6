// The page that checks a decision is one file, and may run nothing but what is in it.
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { checkerPage } from "./checker.ts";

test("it asks for no other file, and names by hash the only script and style it runs", () => {
  const page = checkerPage();
  expect(page).not.toMatch(/(?:src|href)="/);
  for (const what of ["script", "style"]) {
    const [, inside, ...more] = page.split(new RegExp(`<${what}>([\\s\\S]*?)</${what}>`)).filter((_, i) => i < 3);
    expect(more).toHaveLength(1);
    const hash = createHash("sha256").update(inside!).digest("base64");
    expect(page).toContain(`${what}-src 'sha256-${hash}'`);
  }
  expect(page).toContain("default-src 'none'");
});
