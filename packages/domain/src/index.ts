// What a group holds together, as pure functions: no clock, no crypto, no network.
export type { Block, BlockType, HeadingLevel, Link, Readable, Run } from "./blocks.ts";
