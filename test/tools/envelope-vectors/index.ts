// All vectors of envelopes-2.json, the same bytes every time.
import { accepted } from "./accepted.ts";
import { gather } from "./cast.ts";
import { refused } from "./refused.ts";
import { hex } from "./writer.ts";

export async function envelopeVectors(): Promise<string> {
  const cast = await gather();
  const epochs = cast.epochs.map(({ key, kid, channel }) => ({ key: hex(key), kid, channel: hex(channel.id) }));
  const devices = Object.fromEntries([cast.alice, cast.bob].map(({ id, sign }) => [id, hex(sign.publicKey)]));
  const vectors = [...(await accepted(cast)), ...(await refused(cast))];
  return `${JSON.stringify({ format: "fogata envelope 1", epochs, devices, vectors }, null, 1)}\n`;
}
