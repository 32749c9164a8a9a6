// What is said about a document and kept nowhere: sealed for the circle, passed on by the relay at once or not at all.
import { type DeviceId, type DeviceKeys, type Kid, openEph, type Primitives, sealEph } from "@fogata/keys";
import type { Circle } from "./circle.ts";
import type { Bytes, DocRef, Off } from "./ports.ts";

type Heard = (doc: DocRef, from: DeviceId, message: Bytes) => void;

export interface Whispers {
  /** The sealed word and the channel it goes to; null when there is no key to say it under, or it is too long. */
  seal(circle: Circle, doc: string, message: Bytes): Promise<{ channel: Bytes; payload: Bytes } | null>;
  /** Tells the listeners; gives the reason if it is not what it should be. */
  came(circle: Circle, payload: Bytes): Promise<string | null>;
  on(heard: Heard): Off;
}

export function createWhispers(o: { p: Primitives; circle: string; device: DeviceKeys }): Whispers {
  const listeners = new Set<Heard>();
  return {
    async seal(circle, doc, message) {
      const epoch = circle.epochs.get(circle.membership().preferred ?? ("" as Kid));
      const sealed = epoch && (await sealEph(o.p, { epoch, device: o.device, doc, payload: message }));
      return sealed?.ok ? { channel: epoch!.channel.id, payload: sealed.value } : null;
    },
    async came(circle, bytes) {
      // Of those who are here now: somebody who has gone may still have the key.
      const { devices } = circle.membership();
      const signingKeyOf = (device: DeviceId) => devices.get(device)?.card.sign ?? null;
      const word = await openEph(o.p, { bytes, epochs: circle.epochs, signingKeyOf });
      // Said by somebody, or under a key, that has not reached this device yet: nothing is wrong with it.
      if (!word.ok) return word.reason.startsWith("unknown-") ? null : word.reason;
      const { doc, device, payload } = word.value;
      for (const heard of [...listeners]) heard({ circle: o.circle, doc }, device, payload);
      return null;
    },
    on(heard) {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
  };
}
