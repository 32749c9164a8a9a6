// The platform's primitives with all that is random drawn from a seed: for vectors that come out the same every time.
import { deviceIdOf, type Primitives, webPrimitives } from "@fogata/keys";
import { modelPrimitives } from "@fogata/keys/testing";

export function seededPrimitives(seed: number): Primitives {
  const random = modelPrimitives({ seed }).randomBytes;
  const web = webPrimitives({ crypto: globalThis.crypto, randomBytes: random });
  return {
    ...web,
    /** The platform draws a device's keys itself; here they come from the seed. */
    async newDeviceKeys() {
      const [sign, receive] = [await web.signingKeyFromSeed(random(32)), await web.receivingKeyFromSeed(random(32))];
      const id = await deviceIdOf(web, { sign: sign.publicKey, receive: receive.publicKey });
      return { wrapped: new Uint8Array(0), keys: { id, sign, receive } };
    },
  };
}
