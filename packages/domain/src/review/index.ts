// Reading one text beside another: what differs, and how two that were made from one come together.
export { devicesSince, pointsApart } from "./apart.ts";
export {
  after,
  type BlockChange,
  before,
  changedBlocks,
  difference,
  lineDifference,
  movesIn,
  type Piece,
  shapeOf,
  wordDifference,
} from "./difference.ts";
export { type Sitting, sittingGapMs, sittingsOf } from "./history.ts";
export { changeToMarkdown } from "./markdown.ts";
export {
  type BroughtUp,
  bringUpToDate,
  type Choice,
  type Part,
  type SentencePiece,
  type ValueBroughtUp,
  valueUpToDate,
  withChoices,
} from "./up-to-date.ts";
export { type Place, placesOfWords, type Stretch, whoWrote } from "./who-wrote.ts";
