// What a page says on top of an agreement. Of one in force it is what was decided, found by its hash: whatever was written
// in the document since is nobody's agreement, and after a change was taken in it is what the change says.
import { type AgreementFacts, readingMinutes } from "@fogata/domain";
import type { TextAt } from "../../workspace/made-from.types.ts";
import type { OpenAgreement } from "../../workspace/types.ts";

export interface OnTop {
  title: string;
  /** Null until anything is known of them. */
  facts: AgreementFacts | null;
  /** To read it; null while there are no words to count. */
  minutes: number | null;
}

/** As somebody is writing it. */
export function writtenOnTop(agreement: OpenAgreement): OnTop {
  return { title: agreement.title(), facts: agreement.facts(), minutes: agreement.minutes() };
}

/** Until the words are found there is nothing to say but what it is called. */
export function decidedOnTop(agreement: OpenAgreement, at: TextAt): OnTop {
  const written = at.found()?.written;
  if (!written) return { title: agreement.title(), facts: null, minutes: null };
  return {
    title: written.title,
    // Neither is part of the text that people answered: a decision says its own day of review.
    facts: { ...written.facts, reviewOn: null, otherSummaries: [] },
    minutes: readingMinutes(written.blocks),
  };
}
