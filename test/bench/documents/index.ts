// The documents' tables: sealing against WebCrypto's own calls, two branches meeting, long histories opening, and a new
// key for a large group.
import { rotatingInNode } from "../keys/rotating.ts";
import type { Parts } from "../measure.ts";
import { merging } from "./merging.ts";
import { opening } from "./opening.ts";
import { sealing } from "./sealing.ts";

export const parts: Parts = { sealing, merging, opening, rotation: rotatingInNode };
