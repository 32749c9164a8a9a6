// What every story needs and has to put away afterwards: one relay, one browser, and the people in it.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BrowserContextOptions } from "playwright-core";
import { expect } from "vitest";
import { launchChromium } from "./chromium.ts";
import { invitePerson, type Person } from "./people.ts";
import { type RelayProcess, startRelayProcess } from "./relay.ts";

const shots = fileURLToPath(new URL("../shots", import.meta.url));

export interface Stage {
  relay: RelayProcess;
  person(name: string, options?: BrowserContextOptions): Promise<Person>;
  /** Ends the story: nobody's page may have complained. */
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  mkdirSync(shots, { recursive: true });
  const [relay, browser] = await Promise.all([startRelayProcess(), launchChromium()]);
  const people: Person[] = [];
  return {
    relay,
    async person(name, options) {
      const one = await invitePerson(browser, name, options);
      people.push(one);
      return one;
    },
    async close() {
      for (const { name, page } of people) {
        if (!page.isClosed()) await page.screenshot({ path: join(shots, `last-${name}.png`) }).catch(() => undefined);
      }
      await browser.close();
      await relay.remove();
      expect(people.flatMap(({ name, errors }) => errors.map((error) => `${name}: ${error}`))).toEqual([]);
    },
  };
}
