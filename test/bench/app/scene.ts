// A group in the built app for whatever is measured there: Alice in a real browser, others in browsers or as devices
// of their own, and agreements as long as asked.
import * as A from "@automerge/automerge/slim";
import type { Browser } from "playwright-core";
import { launchChromium } from "../../e2e/support/chromium.ts";
import {
  admit,
  askToJoin,
  editor,
  go,
  invitePerson,
  makeInvitation,
  type Person,
  startGroup,
} from "../../e2e/support/people.ts";
import { type RelayProcess, startRelayProcess } from "../../e2e/support/relay.ts";
import { joinUnseen, type Unseen } from "../../e2e/support/unseen.ts";
import type { Handle } from "../people/fogata.ts";
import { forCompiled } from "./visit.ts";

export interface Scene {
  browser: Browser;
  relay: RelayProcess;
  alice: Person;
  /** Somebody else in a browser, let in by Alice. */
  join(name: string): Promise<Person>;
  /** Somebody else who writes without a screen. */
  joinUnseen(name: string): Promise<Typist>;
  close(): Promise<void>;
}
export interface Typist {
  /** Types on, at about this share of the text, until told to stop. */
  typeIn(agreementUrl: string, share: number, everyMs: number): Promise<() => void>;
}

export const foundGroup = (alice: Person, url: string) => startGroup(alice, url, "Elm Street Kitchen");

export async function openScene(): Promise<Scene> {
  const [relay, browser] = await Promise.all([startRelayProcess(), launchChromium()]);
  const alice = await invitePerson(browser, "Alice");
  await alice.context.addInitScript(forCompiled);
  await foundGroup(alice, relay.url);
  const devices: { close(): Promise<void> }[] = [];
  return {
    browser,
    relay,
    alice,
    async join(name) {
      const someone = await invitePerson(browser, name);
      await someone.context.addInitScript(forCompiled);
      const words = await askToJoin(someone, await makeInvitation(alice));
      await admit(alice, { name, words });
      await someone.page.getByRole("navigation").getByRole("link", { name: "Agreements" }).waitFor();
      return someone;
    },
    async joinUnseen(name) {
      const someone = await joinUnseen(alice, relay.port, name);
      devices.push(someone);
      return typist(someone);
    },
    async close() {
      await Promise.all(devices.map((device) => device.close()));
      await browser.close();
      await relay.remove();
    },
  };
}

export function typist({ device, sees }: Unseen): Typist {
  return {
    async typeIn(agreementUrl, share, everyMs) {
      const [, group, doc] = /\/g\/([^/]+)\/agreements\/([^/?#]+)/.exec(agreementUrl)!;
      await sees(({ groups }) => groups[0]?.status.kind === "shared");
      const opened = await device.openDocument(group!, doc!);
      if (!opened.ok) throw new Error(`the agreement is ${opened.reason} on another device`);
      const handle = opened.value as unknown as Handle;
      let at = Math.floor(handle.doc().text.length * share);
      const timer = setInterval(() => {
        handle.change((draft) => A.splice(draft, ["text"], at++, 0, "a"));
      }, everyMs);
      return () => clearInterval(timer);
    },
  };
}

/** An agreement of about so many letters, with headings, lists and bold words, brought in as a file. */
export async function importAgreement(someone: Person, title: string, letters: number): Promise<string> {
  await go(someone, "Agreements");
  await someone.page
    .locator("input[type=file]")
    .setInputFiles({ name: "long.md", mimeType: "text/markdown", buffer: Buffer.from(markdown(title, letters)) });
  await editor(someone).waitFor({ timeout: 60_000 });
  return someone.page.url();
}

function markdown(title: string, letters: number): string {
  const parts = [`# ${title}\n`];
  for (let i = 1, length = 0; length < letters; i++) {
    const words = `${sentence(i).repeat(3)}**${sentence(i + 1).trim()}**`;
    const part = `## Clause ${i}\n\n${words}\n\n- ${sentence(i + 2)}\n- ${sentence(i + 3)}\n`;
    parts.push(part);
    length += part.length;
  }
  return parts.join("\n");
}

const said = [
  "Whoever holds the keys opens half an hour early. ",
  "Two of us close together, one washes and one counts the tin. ",
  "We look at this again when the days grow shorter. ",
  "Nobody is asked twice in a week unless they say so themselves. ",
  "What is left goes to the neighbours on the second floor. ",
];
const sentence = (i: number) => said[i % said.length]!;
