// The app's table: a first visit, and a later one without a network, in real Chromium at three speeds.
import type { Row } from "../measure.ts";
import { firstLoad } from "./first-load.ts";
import { laterLoad } from "./later-load.ts";

export async function measure(): Promise<Row[]> {
  return [...(await firstLoad()), ...(await laterLoad())];
}
