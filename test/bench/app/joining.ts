// Somebody is let into a group of 200 with 1,000 agreements: until they see the list of them, and until it holds all.
// Beside it a group of two with one agreement, which shows what coming in takes by itself.
import { type DocumentId, draftAgreement, list, type RegisterDraft, registerId, registerStart } from "@fogata/domain";
import type { Browser } from "playwright-core";
import { launchChromium } from "../../e2e/support/chromium.ts";
import { askToJoin, go, invitePerson } from "../../e2e/support/people.ts";
import { startRelayProcess } from "../../e2e/support/relay.ts";
import { type Person, person } from "../../support/people.ts";
import { alternate, type Row } from "../measure.ts";
import { addressOf } from "../people/fogata.ts";
import { busyAddress } from "../relay/speak-fogata.ts";

const members = Number(process.env.FOGATA_BENCH_MEMBERS ?? 200);
const documents = Number(process.env.FOGATA_BENCH_DOCUMENTS ?? 1000);
/** As many as one invitation is for. */
const usesMax = 50;

interface Place {
  name: string;
  alice: Person;
  group: string;
  documents: number;
}

export async function joining(): Promise<Row[]> {
  const [server, browser] = await Promise.all([startRelayProcess({ env: busyAddress }), launchChromium()]);
  const places: Place[] = [];
  try {
    places.push(await found("a group of two, one agreement", server.port, 2, 1));
    places.push(await found(`${members} people, ${documents} agreements`, server.port, members, documents));
    return await alternate({
      group: "let into a group, in the browser",
      contestants: places,
      runMsMax: 120_000,
      values: {
        list: { what: "let in, to the list of its agreements", unit: "ms" },
        whole: { what: "to a list that names every one", unit: "ms" },
        shared: { what: "to all of them on this device", unit: "ms" },
      },
      run: (place) => comeIn(browser, server.url, place),
      target: (value, median) =>
        value === "shared" ? undefined : { text: "≤ 5 s", reached: median(places[1]!.name) <= 5000 },
    });
  } finally {
    await Promise.all(places.map(({ alice }) => alice.close()));
    await browser.close();
    await server.remove();
  }
}

let visitors = 0;

async function comeIn(browser: Browser, app: string, { alice, group, documents: all }: Place) {
  const newcomer = await invitePerson(browser, `Newcomer ${visitors++}`);
  const { page } = newcomer;
  try {
    const link = await invite(alice, group, 1);
    await askToJoin(newcomer, app + link.slice(link.indexOf("#")));
    const asking = await alice.sees((view) => view.groups[0]!.asking.some(({ name }) => name === newcomer.name));
    const { id } = asking.groups[0]!.asking.find(({ name }) => name === newcomer.name)!;
    const began = performance.now();
    const admitted = await alice.device.admit(group, id);
    if (!admitted.ok) throw new Error(admitted.reason);
    await go(newcomer, "Agreements");
    const names = page.getByRole("main").getByRole("listitem").getByRole("link");
    await names.first().waitFor({ timeout: 60_000 });
    const list = performance.now() - began;
    await page.waitForFunction((count) => document.querySelectorAll("main li a").length >= count, all);
    const whole = performance.now() - began;
    await page.getByRole("status").filter({ hasText: "Shared with the relay" }).first().waitFor({ timeout: 60_000 });
    return { list, whole, shared: performance.now() - began };
  } finally {
    await newcomer.context.close();
  }
}

async function found(name: string, port: number, people: number, count: number): Promise<Place> {
  process.stderr.write(`  let into a group · ${name} · writing\n`);
  const address = await addressOf(port);
  const alice = await person({ relay: address });
  const started = await alice.device.startGroup({ name: "Elm Street", myName: "Alice", relay: address.url });
  if (!started.ok) throw new Error(started.reason);
  const group = started.value;
  await alice.sees((view) => view.groups[0]?.relays.length === 1);
  for (let left = people - 1; left > 0; left -= usesMax) {
    const link = await invite(alice, group, Math.min(left, usesMax));
    for (let i = 0; i < Math.min(left, usesMax); i++) await letIn(alice, group, link, `Member ${left - i}`, address);
  }
  await writeDocuments(alice, group, count);
  return { name, alice, group, documents: count };
}

async function invite(alice: Person, group: string, uses: number): Promise<string> {
  const made = await alice.device.invite(group, { uses });
  if (!made.ok) throw new Error(made.reason);
  const { id } = made.value;
  const shown = (view: ReturnType<typeof alice.device.view>) =>
    view.groups[0]!.invitations.find((one) => one.id === id)?.link;
  return shown(await alice.sees((view) => shown(view) !== undefined && shown(view) !== null))!;
}

/** They never come again: whoever belongs is in the log, whether here or not. */
async function letIn(
  alice: Person,
  group: string,
  link: string,
  name: string,
  relayAddress: Awaited<ReturnType<typeof addressOf>>,
): Promise<void> {
  const newcomer = await person({ relay: relayAddress });
  const asked = await newcomer.device.askToJoin({ link, name });
  if (!asked.ok) throw new Error(asked.reason);
  const view = await alice.sees((one) => one.groups[0]!.asking.some((asker) => asker.name === name));
  const admitted = await alice.device.admit(group, view.groups[0]!.asking.find((asker) => asker.name === name)!.id);
  if (!admitted.ok) throw new Error(admitted.reason);
  await newcomer.close();
}

async function writeDocuments({ device, sees }: Person, group: string, count: number): Promise<void> {
  const register = await device.openDocument(group, registerId, registerStart());
  if (!register.ok) throw new Error(register.reason);
  for (let i = 0; i < count; i++) {
    const id = (i + 1000).toString(16).padStart(32, "0") as DocumentId;
    const title = `Agreement ${i}`;
    const text = `What we agreed on the ${i}th evening, and nobody was against it.`;
    const blocks = [{ type: "paragraph" as const, runs: [{ text, strong: false, em: false, link: null }] }];
    const made = await device.createDocument(group, id, draftAgreement({ id, title, blocks }));
    if (!made.ok) throw new Error(made.reason);
    const row = { id, kind: "agreement" as const, title, at: Date.now(), circle: null, from: null };
    register.value.change((draft) => list(draft as unknown as RegisterDraft, row));
  }
  await device.flush();
  await sees((view) => view.groups[0]!.status.kind === "shared");
}
