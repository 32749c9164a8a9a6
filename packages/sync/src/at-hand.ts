// What was opened and judged a moment ago and is about to be applied, so that it need not be opened twice. Bounded: what
// finds no room here is opened again from the storage.
import type { Payload } from "./ports.ts";

export const atHandBytesMax = 16 * 1024 * 1024;

export interface AtHand {
  put(id: string, payload: Payload): void;
  take(id: string): Payload | null;
}

export function createAtHand(): AtHand {
  const payloads = new Map<string, Payload>();
  let bytes = 0;

  function take(id: string): Payload | null {
    const payload = payloads.get(id);
    if (!payload) return null;
    payloads.delete(id);
    bytes -= payload.payload.length;
    return payload;
  }
  return {
    put(id, payload) {
      take(id);
      if (bytes + payload.payload.length > atHandBytesMax) return;
      payloads.set(id, payload);
      bytes += payload.payload.length;
    },
    take,
  };
}
