// Texts to begin an agreement with: freely edited copies in our own words, with gaps and reasons, for no group in
// particular. They load when somebody asks for one.

import type { Readable } from "../blocks.ts";
import { agreementFromMarkdown } from "../markdown.ts";
import { confidentiality } from "./confidentiality.ts";
import { conflict } from "./conflict.ts";
import { howWeDecide } from "./how-we-decide.ts";
import { joiningAndLeaving } from "./joining-and-leaving.ts";
import { keepingRecords } from "./keeping-records.ts";
import { mandate } from "./mandate.ts";
import { money } from "./money.ts";
import { relayKeeper } from "./relay-keeper.ts";
import { saferSpace } from "./safer-space.ts";

export interface Template {
  id: string;
  markdown: string;
}

/** Each as a file that anybody can read and mend without knowing how to program. */
export const templates: readonly Template[] = [
  { id: "how-we-decide", markdown: howWeDecide },
  { id: "safer-space", markdown: saferSpace },
  { id: "joining-and-leaving", markdown: joiningAndLeaving },
  { id: "confidentiality", markdown: confidentiality },
  { id: "keeping-records", markdown: keepingRecords },
  { id: "conflict", markdown: conflict },
  { id: "mandate", markdown: mandate },
  { id: "relay-keeper", markdown: relayKeeper },
  { id: "money", markdown: money },
];

/** Said beside each, so that everybody knows whose words they begin with and what they may do with them. */
export const origin = {
  by: "the people who write Fogata",
  after: "the practice of tenants’, mutual aid and neighbourhood groups",
  licence: "CC0 1.0",
} as const;

export function readTemplate({ markdown }: Template): Readable {
  const { title, ...rest } = agreementFromMarkdown(markdown);
  return { title: title ?? "", ...rest };
}
