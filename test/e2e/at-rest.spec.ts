// What a browser keeps of Fogata in its profile, as files: no name, no title, no word, no secret of a link. One marker
// put there unsealed shows that the search finds what is there.
import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { expect, test } from "vitest";
import { chromiumArgs } from "./support/chromium.ts";
import { eventually, makeInvitation, newAgreement, type Person, startGroup, status, write } from "./support/people.ts";
import { startRelayProcess } from "./support/relay.ts";

/** Letters that no compression can take apart. */
const marker = (what: string) => `${what}${randomBytes(12).toString("hex")}`;
/** What pages can write to; the browser's own history of visits is not the app's to seal. */
const ofThePages = /IndexedDB|Local Storage|Session Storage|Service Worker|Cache|blob_storage|WebStorage|shared_proto/;

test("S25 in a browser's files nothing of the group can be read", async () => {
  const profile = await mkdtemp(join(tmpdir(), "fogata-profile-"));
  const relay = await startRelayProcess();
  try {
    const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
    const context = await chromium.launchPersistentContext(profile, { executablePath, args: chromiumArgs });
    const alice: Person = { name: marker("Alicia"), context, page: await context.newPage(), errors: [] };
    const [group, title, text, clear] = ["Night", "Rent", "stop", "clear"].map(marker) as [
      string,
      string,
      string,
      string,
    ];
    await startGroup(alice, relay.url, group);
    const link = await makeInvitation(alice);
    await newAgreement(alice, title);
    await write(alice, text);
    await eventually(
      () => status(alice),
      (said) => said.includes("Shared with the relay"),
    );
    await alice.page.evaluate((word) => localStorage.setItem("in the clear", word), clear);
    // Left by a reload and come back to: whatever is written on the way out and on the way in is there as well.
    await alice.page.reload();
    await alice.page.getByText(text).first().waitFor();
    await context.close();

    const secret = link.slice(link.indexOf("#join/") + 6);
    const wanted = { name: alice.name, group, title, text, secret: secret.slice(20, 60), clear };
    const found: Record<string, string[]> = {};
    for (const path of (await readdir(profile, { recursive: true, withFileTypes: true })).filter((one) =>
      one.isFile(),
    )) {
      const file = join(path.parentPath, path.name);
      if (!ofThePages.test(file)) continue;
      const bytes = await readFile(file);
      for (const [what, word] of Object.entries(wanted)) {
        if (!bytes.includes(word) && !bytes.includes(Buffer.from(word, "utf16le"))) continue;
        found[what] = [...(found[what] ?? []), file.slice(profile.length)];
      }
    }
    expect(Object.keys(found), JSON.stringify(found)).toEqual(["clear"]);
  } finally {
    await relay.remove();
    await rm(profile, { recursive: true, force: true });
  }
});
