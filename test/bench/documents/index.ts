// The documents' tables: sealing against WebCrypto's own calls, two branches meeting, and long histories opening.
import type { Parts } from "../measure.ts";
import { merging } from "./merging.ts";
import { opening } from "./opening.ts";
import { sealing } from "./sealing.ts";

export const parts: Parts = { sealing, merging, opening };
