// Every kind of operation and its rule, by theme. A new kind is one entry here, one in operation-codec.ts, and its type.
import type { Rule } from "./rule.ts";
import { joining } from "./rules-joining.ts";
import { keys } from "./rules-keys.ts";
import { leaving } from "./rules-leaving.ts";
import { standing } from "./rules-standing.ts";
import type { OpBody } from "./types.ts";

export const rules: Record<OpBody["kind"], Rule> = { ...joining, ...standing, ...leaving, ...keys };
