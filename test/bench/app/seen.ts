// From a key pressed in one browser to the letter in the other, both with the agreement open, over the loopback.
import { editor, newAgreement, openAgreement, type Person, write } from "../../e2e/support/people.ts";
import { alternate, quantile, type Row } from "../measure.ts";
import { openScene } from "./scene.ts";

const letters = 12;
/** Longer than any gathering: each letter is a change of its own. */
const everyMs = 400;
const windowMs = 60;

type Noting = { at: number[] };

export async function seenByOther(): Promise<Row[]> {
  const scene = await openScene();
  const { alice } = scene;
  try {
    const bob = await scene.join("Bob");
    await newAgreement(alice, "The kitchen");
    await openAgreement(bob, "The kitchen");
    await write(alice, "We meet on Tuesdays. ");
    await editor(bob).getByText("We meet on Tuesdays.").waitFor();
    // Looking on comes first: for a while after a caret was in it, somebody counts as writing too.
    const rows = await measured(alice, bob, "who only looks on");
    await editor(bob).focus();
    return [...rows, ...(await measured(alice, bob, "who has their caret in it"))];
  } finally {
    await scene.close();
  }
}

function measured(alice: Person, bob: Person, how: string): Promise<Row[]> {
  return alternate({
    group: "one change seen in the other browser",
    contestants: [{ name: "Fogata" }],
    values: {
      p50: { what: `key to the page of somebody ${how}, p50`, unit: "ms" },
      p95: { what: `key to the page of somebody ${how}, p95`, unit: "ms" },
    },
    async run() {
      await write(alice, " ");
      await alice.page.waitForTimeout(everyMs);
      await note(alice, "keydown");
      await note(bob, "words");
      await alice.page.keyboard.type("abcdefghijklmnopqrstuvwxyz".slice(0, letters), { delay: everyMs });
      await alice.page.waitForTimeout(everyMs);
      const [pressed, seen] = [await noted(alice), await noted(bob)];
      const delays = pressed.map((at) => (seen.find((later) => later > at) ?? Number.POSITIVE_INFINITY) - at);
      delays.sort((a, b) => a - b);
      return { p50: quantile(delays, 0.5), p95: quantile(delays, 0.95) };
    },
    target: (value, median) =>
      value === "p50" ? { text: `≤ ${windowMs} + 10 ms`, reached: median("Fogata") <= windowMs + 10 } : undefined,
  });
}

/** Both pages are on this machine, so their clocks are one. */
async function note(person: Person, what: "keydown" | "words"): Promise<void> {
  await editor(person).evaluate((box, kind) => {
    const at: number[] = [];
    (window as unknown as { noting: Noting }).noting = { at };
    const now = () => at.push(performance.timeOrigin + performance.now());
    if (kind === "keydown") return box.addEventListener("keydown", now, { capture: true });
    // Another's caret moves as well; only words count.
    let before = box.textContent?.replace(/[^a-z ]/gi, "").length ?? 0;
    new MutationObserver(() => {
      const length = box.textContent?.replace(/[^a-z ]/gi, "").length ?? 0;
      if (length > before) now();
      before = length;
    }).observe(box, { childList: true, characterData: true, subtree: true });
  }, what);
}
const noted = ({ page }: Person) => page.evaluate(() => (window as unknown as { noting: Noting }).noting.at);
