// A Word document with its tracked changes turned round: reading it, which takes them all, is then refusing them all.
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";

const turned: Readonly<Record<string, string>> = { ins: "del", del: "ins", delText: "t" };

export function refusedAll(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const parts = unzipSync(bytes);
  const path = "word/document.xml";
  const xml = strFromU8(parts[path]!).replace(
    /<(\/?)w:(ins|del|delText)\b/g,
    (_, end: string, name: string) => `<${end}w:${turned[name]}`,
  );
  return zipSync({ ...parts, [path]: strToU8(xml) });
}
