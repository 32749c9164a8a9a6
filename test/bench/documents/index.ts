// The documents' table: sealing against WebCrypto's own calls, two branches meeting, and long histories opening.
import type { Row } from "../measure.ts";
import { merging } from "./merging.ts";
import { opening } from "./opening.ts";
import { sealing } from "./sealing.ts";

export async function measure(): Promise<Row[]> {
  return [...(await sealing()), ...(await merging()), ...(await opening())];
}
