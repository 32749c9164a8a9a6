// Letters between devices of one group about the circles inside it. They are statements of the group: signed by who sends
// them, kept by everybody, and sealed to the one device they are for.
import {
  type CircleLetter,
  type DeviceId,
  type DeviceKeys,
  openCircleLetter,
  type Primitives,
  sealCircleLetter,
} from "@fogata/keys";
import type { Client } from "./client.types.ts";
import type { Bytes, Clock, Storage } from "./ports.ts";
import { fromHex, toHex } from "./record.ts";
import { noDoc } from "./sealer.ts";

const what = "circle-letter";

export interface CircleLetters {
  send(to: Bytes, letter: CircleLetter): Promise<boolean>;
  /** Each letter for this device once, in whatever order they came; `each` false is asked again, and then so is this. */
  hear(each: (letter: CircleLetter, from: DeviceId) => Promise<boolean>): Promise<boolean>;
}

export function createCircleLetters(o: {
  p: Primitives;
  clock: Clock;
  storage: Storage;
  circle: string;
  device: DeviceKeys;
  client: Client;
}): CircleLetters {
  const statements = `circle/${o.circle}/statement/`;
  const heardUnder = `heard/${o.circle}/`;
  let heard: Set<string> | null = null;
  let counted = -1;

  return {
    async send(to, letter) {
      const sealed = toHex(await sealCircleLetter(o.p, { to, letter }));
      const text = toHex(await o.p.sha256(fromHex(sealed)));
      const said = await o.client.state({ doc: noDoc, text, what, details: { sealed }, time: o.clock.now() });
      return said.ok;
    },
    async hear(each) {
      heard ??= new Set((await o.storage.keys(heardUnder)).map((key) => key.slice(heardUnder.length)));
      // Most of the time nothing new was said, and there is nothing to verify again.
      const count = (await o.storage.keys(statements)).length;
      if (count === counted) return true;
      let all = true;
      for (const { statement, device, hash } of await o.client.statements(noDoc)) {
        if (statement.what !== what || heard.has(hash)) continue;
        const { sealed } = statement.details;
        const letter = typeof sealed === "string" && device !== o.device.id ? await opened(sealed) : null;
        if (letter && !(await each(letter, device))) {
          all = false;
          continue;
        }
        heard.add(hash);
        await o.storage.write([{ key: heardUnder + hash, value: new Uint8Array(1) }], "relaxed");
      }
      counted = all ? count : -1;
      return all;
    },
  };

  async function opened(sealed: string): Promise<CircleLetter | null> {
    return /^([0-9a-f]{2})+$/.test(sealed) ? openCircleLetter(o.p, { bytes: fromHex(sealed), device: o.device }) : null;
  }
}
