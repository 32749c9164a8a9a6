// An invitation to come along to another group, for one device alone: said in the old group, where everybody else sees
// only that something was said.
import { fieldsOf } from "./codec.ts";
import { openLetter, sealLetter } from "./letter.ts";
import type { Bytes, DeviceKeys, Primitives } from "./types.ts";

/** What fits into a statement, sealed and in hex, for as many devices as somebody may have. */
export const alongLinkMax = 1_000;

/**
 * `to`: the receiving key of one device; `link`: an invitation into another group. Throws for one longer than
 * `alongLinkMax`.
 */
export async function sealAlong(p: Primitives, o: { to: Bytes; link: string }): Promise<Bytes> {
  if (o.link.length > alongLinkMax) throw new TypeError("the link is too long");
  return sealLetter(p, { to: o.to, purpose: "along", item: [o.link] });
}
/** null: for somebody else, or none. */
export async function openAlong(p: Primitives, o: { bytes: Bytes; device: DeviceKeys }): Promise<string | null> {
  const opened = await openLetter(p, { bytes: o.bytes, purpose: "along", key: o.device.receive });
  if (!opened.ok) return null;
  const from = fieldsOf(opened.value.item);
  const link = from.text(alongLinkMax);
  return from.done() ? link : null;
}
