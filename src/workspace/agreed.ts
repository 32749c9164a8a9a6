// What the group's own agreements in force say of deciding: how long a question stays open, by which rule, who decides what,
// and the numbers on which keys depend. Read out of the very texts that were decided; nothing of it is stored anywhere else.
import {
  type AgreementView,
  type DecisionView,
  kinds,
  minimumDaysMax,
  type Proposal,
  type Says,
  saidLabels,
  theValue,
  type ValueLabel,
  type WrittenAgreement,
} from "@fogata/domain";
import type { DocumentHandle, Result } from "@fogata/sync";
import { findText } from "./exact-point.ts";
import { meetingCycleMs } from "./questions.ts";
import type { Agreed, Place, ToAsk } from "./questions.types.ts";
import type { OpenFault } from "./types.ts";

const dayMs = 24 * 60 * 60 * 1000;
/** Ten years: what is to be looked at later than that is not looked at again. */
const reviewDaysMax = 3660;

export interface AgreedDeps {
  decisions(): readonly DecisionView[];
  comesTo(agreement: string): AgreementView;
  load(doc: string): Promise<Result<{ handle: DocumentHandle }, OpenFault>>;
  /** Every working group there is, by its id. */
  workingGroups(): Promise<ReadonlyMap<string, Place>>;
}
/** `no-place`: a working group decides it, and I have no place there. */
export type PlaceFault = OpenFault | "no-place";

export function createAgreed(o: AgreedDeps) {
  /** By the hash of the text: one that was decided never changes. */
  const texts = new Map<string, WrittenAgreement>();

  /** Null for what is not on this device. */
  async function inForce(agreement: string): Promise<WrittenAgreement | null> {
    const { force } = o.comesTo(agreement);
    if (force === null) return null;
    const known = texts.get(force.text);
    if (known) return known;
    const loaded = await o.load(force.doc);
    const found = loaded.ok
      ? await findText(loaded.value.handle.doc(), { document: force.doc, hash: force.text })
      : null;
    if (found) texts.set(force.text, found.written);
    return found?.written ?? null;
  }

  return {
    async now(): Promise<Agreed> {
      const agreements = new Set(o.decisions().flatMap(agreementOf));
      const all: Parameters<typeof agreedIn>[0][number][] = [];
      for (const agreement of agreements) {
        const written = await inForce(agreement);
        if (written) all.push({ agreement, blocks: written.blocks });
      }
      return agreedIn(all);
    },

    /** B5 Where it is asked: in the circle of the working group that decides it, or of everyone. */
    async placeOf(
      about: ToAsk["about"],
      isMine: (circle: string) => boolean,
    ): Promise<Result<Place | null, PlaceFault>> {
      if (about.kind === "question") return { ok: true, value: null };
      const loaded = await o.load(about.document);
      if (!loaded.ok) return loaded;
      const { facts } = kinds.agreement.parse(loaded.value.handle.doc());
      // What a change says of who decides holds once it is decided, and not before.
      const agreement = about.kind === "amendment" ? (facts.from?.agreement ?? about.document) : about.document;
      const { decides } = (await inForce(agreement))?.facts ?? facts;
      if (decides.kind !== "working-group") return { ok: true, value: null };
      const place = (await o.workingGroups()).get(decides.group);
      return place && isMine(place.circle) ? { ok: true, value: place } : { ok: false, reason: "no-place" };
    },
  };
}

/** The agreement that a decision changed, as the group knows it. */
function agreementOf({ asked: { about }, decided, doc }: DecisionView): string[] {
  if (decided === null || about.kind === "question") return [];
  return [about.kind === "amendment" ? about.of : doc];
}

function agreedIn(all: readonly { agreement: string; blocks: WrittenAgreement["blocks"] }[]): Agreed {
  const values = (label: ValueLabel) => all.flatMap(({ blocks }) => theValue(blocks, label) ?? []);
  const numbers = (label: ValueLabel) => values(label).flatMap(({ number }) => number ?? []);
  /** Where two agreements say different things, neither has been agreed. */
  const one = <T>(said: readonly T[]) => (new Set(said).size === 1 ? said[0]! : null);
  return {
    // The longer of two: nobody has less time than some agreement gives them.
    minimumMs:
      Math.max(...numbers("minimum-days").map((days) => Math.min(days, minimumDaysMax) * dayMs), 0) || meetingCycleMs,
    rule: ruleOf(one(values("rule").map(({ words }) => words.toLowerCase())), one(numbers("few-needs"))),
    few: one(numbers("few-needs")),
    reviewDays: one(numbers("review-days").filter((days) => days > 0 && days <= reviewDaysMax)),
    numbers: { removal: one(numbers("removal-needs")), welcomes: one(numbers("welcome-needs")) },
    numbersIn: all.flatMap(({ agreement, blocks }) =>
      theValue(blocks, "removal-needs") || theValue(blocks, "welcome-needs") ? [agreement] : [],
    ),
  };
}
/** What a text says that the app, or the keys, go by; nothing where it contradicts itself. */
export function saysOf({ blocks }: Pick<WrittenAgreement, "blocks">): Says {
  return Object.fromEntries(
    saidLabels.flatMap((label) => {
      const number = theValue(blocks, label)?.number ?? null;
      return number === null ? [] : [[label, number]];
    }),
  );
}

/** In the words that a group's text has for it. */
function ruleOf(words: string | null, few: number | null): Proposal["rule"] | null {
  switch (words) {
    case "all agree":
      return { kind: "all-agree" };
    case "consent":
      return { kind: "consent" };
    case "majority":
      return { kind: "majority", least: 2 };
    case "a few":
      return { kind: "few", number: few ?? 2 };
    default:
      return null;
  }
}
