// For tests: documents that have been lived in. Each kind's own changes in the hands of three people, by hand and by chance.
import * as A from "@automerge/automerge/slim";
import fc from "fast-check";
import { versionsOf } from "../src/agreement-versions.ts";
import { commentPassages, commentsOf, wordsNow } from "../src/comments.ts";
import type { Day } from "../src/days.ts";
import type { DocumentId } from "../src/ids.ts";
import type { Act } from "../src/kind.ts";
import { type KindName, kinds } from "../src/kinds.ts";
import { writeBlocks } from "../src/prose.ts";
import { suggestionsOf } from "../src/suggestions.ts";
import { paragraph, why } from "./texts.ts";

export type Lived = A.Doc<Record<string, unknown>>;
export const lifeId = "00112233445566778899aabbccddeeff" as DocumentId;
export const lifeDay = "2026-11-20" as Day;
const names = ["alice", "bob", "carol"] as const;
const devices = ["a1", "b0", "c2"].map((two) => two.repeat(16));
const memberOf = (device: string) => names[devices.indexOf(device)] ?? null;
export const actOf = (who: number, n: number): Act => ({
  ...{ id: (n + 1).toString(16).padStart(32, "0") as DocumentId, by: names[who]!, at: n, today: lifeDay },
});

/** All that a page can see of a document. */
export function seenOf(kind: KindName, doc: unknown): unknown {
  const seen = { view: kinds[kind].parse(doc, lifeDay), title: kinds[kind].title(doc) };
  const beside = { comments: commentsOf(doc, memberOf), suggestions: suggestionsOf(doc, memberOf) };
  return kind === "agreement" ? { ...seen, ...beside, versions: versionsOf(doc) } : seen;
}
export const begin = (kind: KindName) =>
  A.load<Record<string, unknown>>(kinds[kind].blank({ id: lifeId, title: "Keys" }));
export const onDevice = (doc: Lived, who: number): Lived => A.clone(doc, { actor: `${devices[who]}01020304` });

/** Something that somebody does; what is not possible just then changes nothing. */
export interface Deed {
  who: number;
  verb: number;
  about: number;
  words: string;
}
const deed: fc.Arbitrary<Deed> = fc.record({
  ...{
    who: fc.nat(2),
    verb: fc.nat(99),
    about: fc.nat(5),
    words: fc.constantFrom("Two keys", "Soup", "A bench", "ü🙂"),
  },
});
export const deeds = fc.array(fc.oneof(deed, fc.record({ who: fc.nat(2), hears: fc.nat(2) })), { maxLength: 25 });

/** One of the kind's changes, whichever it has, about whichever of the things it holds. */
export function act(kind: KindName, doc: Lived, { who, verb, about, words }: Deed, n: number): Lived {
  const { changes } = kinds[kind];
  const all = Object.keys(changes).sort();
  const how = all[verb % (all.length + 1)];
  return A.change(doc, { time: 0 }, (draft) => {
    if (how === undefined) return write(kind, draft, words, about);
    const change = changes[how as never] as (draft: unknown, what: unknown, act: Act) => string | null;
    change(draft, andIds(doc, about, told(kind, doc, { how, who, about, words })), actOf(who, n));
  });
}
/** Words themselves are written by the editor, not by a change of the kind. */
function write(kind: KindName, draft: object, words: string, about: number): void {
  if (kind === "agreement")
    writeBlocks(draft, ["text"], [paragraph(words), why(`Why ${about}`), paragraph("It stays.")]);
}

/** Whatever else a change asks for is which of the things in the document is meant: so a kind's own verbs find theirs. */
function andIds(doc: Lived, about: number, known: Record<string, unknown>): Record<string, unknown> {
  const ids = idsIn(doc);
  const any = ids[about % Math.max(1, ids.length)] ?? lifeId;
  return new Proxy(known, { get: (target, key) => (key in target ? target[key as string] : any) });
}
/** The ids under which things stand in a document, however deep, the newest last. */
export function idsIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return [];
  const own = Array.isArray(value) ? [] : Object.keys(value).filter((key) => /^[0-9a-f]{32}$/.test(key));
  return [...own, ...Object.values(value).flatMap(idsIn)];
}

/** What any change may ask for: each takes from it what it knows. */
interface Offered {
  by?: unknown;
  to?: unknown;
  taken?: unknown;
  declined?: unknown;
  withdrawn?: unknown;
}
const answers: ReadonlySet<string> = new Set(["take", "decline", "withdraw", "giveBack"]);
function told(
  kind: KindName,
  doc: Lived,
  { how, who, about, words }: { how: string; who: number; about: number; words: string },
): Record<string, unknown> {
  const any = <T>(all: readonly T[]): T | undefined => all[about % Math.max(1, all.length)];
  const held = doc as unknown as Record<string, Record<string, Record<string, Record<string, Offered>>>>;
  const things = Object.entries(held.things ?? held.groups ?? {}).reverse();
  // One in which this person can do that, if there is any: an offer is taken by whom it is for, and withdrawn by whose it is.
  const whose = how === "withdraw" ? "by" : "to";
  const offersIn = (thing: (typeof things)[number][1]) =>
    Object.entries(thing.offers ?? {}).filter(
      ([, offer]) =>
        String(offer[whose]) === names[who] &&
        !offer.taken === (how !== "giveBack") &&
        !offer.declined &&
        !offer.withdrawn,
    );
  const [id, thing] = (answers.has(how) ? things.find(([, one]) => offersIn(one).length > 0) : any(things)) ?? [
    lifeId,
    undefined,
  ];
  const turns = thing && answers.has(how) ? offersIn(thing).at(-1)?.[0] : undefined;
  const comment = kind === "agreement" ? any(commentsOf(doc, memberOf)) : undefined;
  const suggested = kind === "agreement" ? suggestionsOf(doc, memberOf).reverse() : [];
  const suggestion = any(suggested.filter(({ state }) => (state === "taken") === (how === "putBack")));
  const passage = kind === "agreement" ? any(commentPassages(doc)) : undefined;
  const base = { document: lifeId, heads: A.getHeads(doc) };
  return {
    ...{
      title: words,
      summary: `${words}.`,
      decides: { kind: "everyone" },
      on: "2027-03-12",
      language: "en",
      name: words,
    },
    ...{
      kind: "law",
      why: words,
      as: "amendment",
      agreement: kind === "agreement" ? lifeId : null,
      base,
      blocks: [paragraph(words)],
    },
    ...{
      heads: A.getHeads(doc),
      words,
      quote: passage?.words ?? "",
      anchor: passage ?? { from: "", to: "" },
      weight: "must",
    },
    ...{ comment: comment?.id ?? lifeId, settled: about % 2 === 0, id: comment?.id ?? lifeId },
    ...{ suggestion: suggestion?.id ?? lifeId, over: (suggestion && wordsNow(doc, suggestion.anchor)) ?? "" },
    ...{ what: words, about: words, thing: id, group: id, circle: "ab".repeat(32), mandate: words, instead: null },
    ...{ to: names[about % 3], from: lifeDay, until: "2027-01-01", offer: turns ?? lifeId },
    ...{ request: any(Object.keys(thing?.requests ?? {})) ?? lifeId },
  };
}
