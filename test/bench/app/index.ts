// The app's table, in real Chromium: visits, presses, keystrokes, and what the other browser sees.
import type { Row } from "../measure.ts";
import { firstLoad } from "./first-load.ts";
import { laterLoad } from "./later-load.ts";
import { seenByOther } from "./seen.ts";
import { story } from "./story.ts";
import { tapToText } from "./tap.ts";
import { typing } from "./typing.ts";

export async function measure(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const part of [firstLoad, laterLoad, tapToText, typing, seenByOther, story]) rows.push(...(await part()));
  return rows;
}
