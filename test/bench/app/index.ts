// The app's tables, in real Chromium: visits, presses, keystrokes, and what the other browser sees.
import { rotatingInPage } from "../keys/rotating.ts";
import type { Parts } from "../measure.ts";
import { firstLoad } from "./first-load.ts";
import { joining } from "./joining.ts";
import { large } from "./large.ts";
import { laterLoad } from "./later-load.ts";
import { seenByOther } from "./seen.ts";
import { story } from "./story.ts";
import { tapToText } from "./tap.ts";
import { typing } from "./typing.ts";

export const parts: Parts = {
  "first-load": firstLoad,
  "later-load": laterLoad,
  tap: tapToText,
  typing,
  seen: seenByOther,
  large,
  story,
  joining,
  rotation: rotatingInPage,
};
