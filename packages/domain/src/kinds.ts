// Every kind of document there is, one line each. Its name is what the register writes down.
import { agreement } from "./agreement.ts";
import { keysRegister } from "./keys-register.ts";
import type { Kind, Tell } from "./kind.ts";
import { workingGroups } from "./working-group.ts";

export const kinds = { agreement, "keys-register": keysRegister, "working-groups": workingGroups } satisfies Record<
  string,
  Kind
>;

export type KindName = keyof typeof kinds;
/** What a page sees of a document of this kind. */
export type ViewOf<K extends KindName> = ReturnType<(typeof kinds)[K]["parse"]>;
/** What can be done to it, by name. */
export type ChangesOf<K extends KindName> = (typeof kinds)[K]["changes"];
/** What its readable copy has to say around what people wrote. */
export type CopyWords = {
  [K in KindName]: (typeof kinds)[K]["toReadable"] extends (view: never, tell: Tell<infer Words>) => unknown
    ? Words
    : never;
};

/** Null for what is no kind of this version, such as one that a newer app has. */
export function parseKindName(text: unknown): KindName | null {
  return typeof text === "string" && Object.hasOwn(kinds, text) ? (text as KindName) : null;
}
