// From the tap on an agreement's name, on a page just loaded, to its words and to the editor over them.
import { go } from "../../e2e/support/people.ts";
import { alternate, type Row } from "../measure.ts";
import { foundGroup, importAgreement } from "./scene.ts";
import { newVisitor, openTheatre, slowDown, when } from "./visit.ts";

const kilobytes = [10, 150];

export async function tapToText(): Promise<Row[]> {
  const theatre = await openTheatre();
  const { context, page, session } = await newVisitor(theatre.browser);
  const alice = { name: "Alice", context, page, errors: [] };
  try {
    await foundGroup(alice, theatre.url);
    const contestants: { name: string; title: string; cpu: number; megabitsPerSecond: null }[] = [];
    for (const kB of kilobytes) {
      const title = `${kB} kB`;
      await importAgreement(alice, title, kB * 1000);
      contestants.push({ name: title, title, cpu: 1, megabitsPerSecond: null });
      contestants.push({ name: `${title}, 4 × slower`, title, cpu: 4, megabitsPerSecond: null });
    }
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await go(alice, "Agreements");
    const list = page.url();
    return await alternate({
      group: "tap on an agreement, page just loaded",
      contestants,
      values: {
        readable: { what: "to its words", unit: "ms" },
        editable: { what: "to writing in it", unit: "ms" },
      },
      async run(one) {
        await slowDown(theatre, session, one);
        await page.goto(list);
        await page.getByRole("link", { name: one.title, exact: true }).click();
        const readable = await when(page, "readable");
        return { readable, editable: await when(page, "editable") };
      },
    });
  } finally {
    await theatre.close();
  }
}
