// The working groups of a group, as everybody in it sees them: name, mandate, and who asks for or is offered a place.
// It holds facts only, and nobody's list of members: who is seated stands in each one's own circle, which this cannot open.
import type { Readable, Run } from "./blocks.ts";
import { type Day, parseDay } from "./days.ts";
import { byTitle, type CircleId, type DocumentId, parseCircleId, parseDocumentId, parseTitle } from "./ids.ts";
import { type Act, type Kind, titleOf } from "./kind.ts";
import { isRecord, numberIn } from "./plain.ts";
import { type Bytes, firstBytes, whole, wholeText, writeWords } from "./prose.ts";

interface Draft {
  version: number;
  title: string;
  groups: Record<string, GroupDraft>;
}
interface GroupDraft {
  /** Where it meets: opened by its own keys alone. */
  circle: string;
  name: string;
  /** Words that several may write at once. */
  mandate: string;
  /** The agreement that says it at length. */
  agreement: string | null;
  requests: Record<string, RequestDraft>;
  offers: Record<string, OfferDraft>;
  /** Done with its work, or at work again: one entry for each time, the latest counts. */
  kept: Record<string, { is: boolean; at: number }>;
  /** Its circle is in the group that this one was started again from, and opens for nobody here. */
  behind?: Said;
}
interface RequestDraft {
  by: string;
  on: string;
  at: number;
  withdrawn?: Said;
  /** By somebody else: a place was given, or not. */
  answered?: Said;
}
interface OfferDraft {
  by: string;
  to: string;
  at: number;
  until: string | null;
  taken?: Said;
  declined?: Said;
  withdrawn?: Said;
  /** By who offered it, once the place has been given. */
  done?: Said;
}
interface Said {
  by: string;
  on: string;
}

export interface WorkingGroupsView {
  title: string;
  /** By name. */
  groups: WorkingGroup[];
  /** Done with their work; they can begin again. */
  away: WorkingGroup[];
}
export interface WorkingGroup {
  id: string;
  circle: CircleId;
  name: string;
  mandate: string;
  agreement: DocumentId | null;
  /** Not answered yet, the longest waiting first. */
  requests: PlaceRequest[];
  offers: PlaceOffer[];
  /** Taken, and still to be handed on by who offered it. */
  taken: PlaceOffer[];
  /** It stayed in the group that this one was started again from: here are only its name and its mandate. */
  behind: boolean;
}
export interface PlaceRequest {
  id: string;
  by: string;
  on: Day;
}
export interface PlaceOffer {
  id: string;
  by: string;
  to: string;
  /** The last day of the place; null for no such day. */
  until: Day | null;
}

export const workingGroupsMax = 500;
export const mandateLengthMax = 4_000;

type Told = { name: string; mandate: string; agreement: string | null };

export const workingGroups = {
  version: 1,
  blank: ({ id, title }) => begin(id, title),
  single: {
    id: "00000000000000000000000000000005" as DocumentId,
    start: (): Bytes => Uint8Array.from(atob(startBase64), (c) => c.charCodeAt(0)),
  },
  title: titleOf,

  parse(doc, today): WorkingGroupsView {
    const all = entries(isRecord(doc) ? doc.groups : null)
      .flatMap(([id, raw]) => {
        const group = groupOf(id, raw, today);
        return group ? [{ group, away: isAway(raw) }] : [];
      })
      .sort((a, b) => byTitle({ id: a.group.id, title: a.group.name }, { id: b.group.id, title: b.group.name }));
    const only = (away: boolean) => all.flatMap((one) => (one.away === away ? [one.group] : []));
    return { title: titleOf(doc), groups: only(false), away: only(true) };
  },

  changes: {
    add(draft: Draft, { circle, name, mandate, agreement }: Told & { circle: string }, act: Act) {
      const title = parseTitle(name);
      if (title === null) return "no-name";
      if (mandate.trim() === "" && agreement === null) return "no-mandate";
      if (mandate.length > mandateLengthMax) return "too-long";
      if (parseCircleId(circle) === null) return "unknown";
      if (!isRecord(draft.groups)) draft.groups = {};
      if (Object.keys(draft.groups).length >= workingGroupsMax) return "too-many";
      draft.groups[act.id] = {
        ...{ circle: whole(circle), name: whole(title), mandate: "", agreement: idOf(agreement) },
        ...{ requests: {}, offers: {}, kept: {} },
      };
      if (mandate !== "") writeWords(draft, ["groups", act.id, "mandate"], mandate);
      return null;
    },
    describe(draft: Draft, { group, name, mandate, agreement }: Told & { group: string }) {
      const found = groupIn(draft, group);
      const title = parseTitle(name);
      if (!found) return "unknown";
      if (title === null) return "no-name";
      if (mandate.trim() === "" && agreement === null) return "no-mandate";
      if (mandate.length > mandateLengthMax) return "too-long";
      if (wholeText(found.name) !== title) found.name = whole(title);
      if (typeof found.mandate !== "string") found.mandate = "";
      if (found.mandate !== mandate) writeWords(draft, ["groups", group, "mandate"], mandate);
      if ((wholeText(found.agreement) ?? null) !== agreement) found.agreement = idOf(agreement);
      return null;
    },

    /** A word to those seated, for everybody to see; it gives nothing by itself. */
    ask(draft: Draft, { group }: { group: string }, act: Act) {
      const found = groupIn(draft, group);
      if (!found) return "unknown";
      if (groupOf(group, found, act.today)?.requests.some(({ by }) => by === act.by)) return "asked-already";
      if (!isRecord(found.requests)) found.requests = {};
      found.requests[act.id] = { by: whole(act.by), on: whole(act.today), at: act.at };
      return null;
    },
    takeBack(draft: Draft, { group, request }: { group: string; request: string }, act: Act) {
      return onRequest(draft, group, request, act, (one) => {
        if (one.by !== act.by) return "not-yours";
        draft.groups[group]!.requests[request]!.withdrawn = said(act);
        return null;
      });
    },
    /** Once a place was given, or when it was talked over otherwise. Needs no reason. */
    answer(draft: Draft, { group, request }: { group: string; request: string }, act: Act) {
      return onRequest(draft, group, request, act, (one) => {
        if (one.by === act.by) return "not-yours";
        draft.groups[group]!.requests[request]!.answered = said(act);
        return null;
      });
    },

    /** My place, to somebody who can take it or leave it. */
    offer(draft: Draft, { group, to, until }: { group: string; to: string; until: string | null }, act: Act) {
      const found = groupIn(draft, group);
      const last = until === null ? null : parseDay(until);
      if (!found || to === act.by) return "unknown";
      if (until !== null && last === null) return "no-end";
      if (last !== null && last < act.today) return "is-over";
      const now = groupOf(group, found, act.today);
      if (now && [...now.offers, ...now.taken].some(({ by }) => by === act.by)) return "offered-already";
      if (!isRecord(found.offers)) found.offers = {};
      found.offers[act.id] = {
        by: whole(act.by),
        to: whole(to),
        at: act.at,
        until: last === null ? null : whole(last),
      };
      return null;
    },
    take: answered("taken", "offers", (offer, act) => offer.to === act.by),
    /** Not this time: needs no reason, and is shown to nobody. */
    decline: answered("declined", "offers", (offer, act) => offer.to === act.by),
    withdraw: answered("withdrawn", "offers", (offer, act) => offer.by === act.by),
    /** The place has been given, and mine has ended. */
    handOn: answered("done", "taken", (offer, act) => offer.by === act.by),

    close: (draft: Draft, { group }: { group: string }, act: Act) => keep(draft, group, false, act),
    reopen: (draft: Draft, { group }: { group: string }, act: Act) => keep(draft, group, true, act),
    /** In a group that was started again from copies: where it meets did not come along. It cannot go on here. */
    leaveBehind(draft: Draft, { group }: { group: string }, act: Act) {
      const found = groupIn(draft, group);
      if (!found) return "unknown";
      found.behind = said(act);
      return keep(draft, group, false, act);
    },
  },

  toReadable(view, { words }) {
    const blocks: Readable["blocks"] = [];
    const tell = (group: WorkingGroup, level: 2 | 3) => {
      blocks.push({ type: "heading", level, runs: [plain(group.name)] });
      for (const line of group.mandate.split("\n"))
        if (line.trim() !== "") blocks.push({ type: "paragraph", runs: [plain(line)] });
    };
    for (const group of view.groups) tell(group, 2);
    if (view.away.length > 0) blocks.push({ type: "heading", level: 2, runs: [plain(words.away)] });
    for (const group of view.away) tell(group, 3);
    return { title: view.title || words.title, blocks };
  },

  upgrades: {},
} satisfies Kind<WorkingGroupsView, WorkingGroupsCopyWords>;

/** What a readable copy says around them. Who is in one, and who asked, stands in no copy. */
export interface WorkingGroupsCopyWords {
  title: string;
  away: string;
}

function onRequest(draft: Draft, group: string, id: string, act: Act, how: (one: PlaceRequest) => string | null) {
  const found = groupIn(draft, group);
  const raw = found && isRecord(found.requests) ? found.requests[id] : undefined;
  const request = requestOf(id, raw);
  if (!found || !request) return "unknown" as const;
  // Answered meanwhile, on another device: what stands, stands.
  if (!groupOf(group, found, act.today)?.requests.some((one) => one.id === id)) return "answered" as const;
  return how(request) as "not-yours" | null;
}

function answered(
  what: "taken" | "declined" | "withdrawn" | "done",
  among: "offers" | "taken",
  may: (offer: PlaceOffer, act: Act) => boolean,
) {
  return (draft: Draft, { group, offer: id }: { group: string; offer: string }, act: Act) => {
    const found = groupIn(draft, group);
    const offer = found && isRecord(found.offers) ? offerOf(id, found.offers[id]) : null;
    if (!found || !offer) return "unknown";
    if (!may(offer, act)) return "not-yours";
    if (!groupOf(group, found, act.today)?.[among].some((open) => open.id === id)) return "answered";
    found.offers[id]![what] = said(act);
    return null;
  };
}

function keep(draft: Draft, group: string, is: boolean, act: Act) {
  const found = groupIn(draft, group);
  if (!found) return "unknown";
  if (is && isRecord(found.behind)) return "left-behind";
  if (!isRecord(found.kept)) found.kept = {};
  if (isAway(found) === is) found.kept[act.id] = { is, at: act.at };
  return null;
}

/** Null for what leads nowhere. */
function groupOf(id: string, raw: object, today: Day): WorkingGroup | null {
  const value = raw as Record<string, unknown>;
  const circle = parseCircleId(wholeText(value.circle));
  if (circle === null) return null;
  const offers = entries(value.offers).flatMap(([key, one]) => {
    const offer = offerOf(key, one);
    return offer ? [{ offer, one, at: numberIn(one.at) }] : [];
  });
  offers.sort((a, b) => a.at - b.at || compare(a.offer.id, b.offer.id));
  const is = (state: "open" | "taken") =>
    offers.filter(({ offer, one }) => stateOf(offer, one, today) === state).map(({ offer }) => offer);
  return {
    id,
    circle,
    name: wholeText(value.name) ?? "",
    mandate: wholeText(value.mandate) ?? "",
    agreement: parseDocumentId(wholeText(value.agreement)),
    requests: entries(value.requests)
      .flatMap(([key, one]) => {
        const request = requestOf(key, one);
        return request && isWaiting(request, one) ? [{ request, at: numberIn(one.at) }] : [];
      })
      .sort((a, b) => a.at - b.at || compare(a.request.id, b.request.id))
      .map(({ request }) => request),
    offers: is("open"),
    taken: is("taken"),
    behind: isRecord(value.behind),
  };
}

function requestOf(id: string, raw: unknown): PlaceRequest | null {
  if (!isRecord(raw)) return null;
  const [by, on] = [wholeText(raw.by), parseDay(wholeText(raw.on))];
  return by === null || on === null ? null : { id, by, on };
}
function isWaiting({ by }: PlaceRequest, raw: Record<string, unknown>): boolean {
  const answer = isRecord(raw.answered) ? wholeText(raw.answered.by) : null;
  // Nobody answers themselves.
  return !saidBy(raw.withdrawn, by) && (answer === null || answer === by);
}

function offerOf(id: string, raw: unknown): PlaceOffer | null {
  if (!isRecord(raw)) return null;
  const [by, to] = [wholeText(raw.by), wholeText(raw.to)];
  return by === null || to === null || by === to ? null : { id, by, to, until: parseDay(wholeText(raw.until)) };
}
/** Of a yes and a "not this time" on two devices of one person the latter holds; a withdrawal comes too late for a yes. */
function stateOf(offer: PlaceOffer, raw: Record<string, unknown>, today: Day): "open" | "taken" | "over" {
  if (saidBy(raw.declined, offer.to) || saidBy(raw.done, offer.by)) return "over";
  if (offer.until !== null && offer.until < today) return "over";
  if (saidBy(raw.taken, offer.to)) return "taken";
  return saidBy(raw.withdrawn, offer.by) ? "over" : "open";
}

function saidBy(value: unknown, who: string): boolean {
  return isRecord(value) && wholeText(value.by) === who && parseDay(wholeText(value.on)) !== null;
}
function said(act: Act): Said {
  return { by: whole(act.by), on: whole(act.today) };
}
function idOf(agreement: string | null): string | null {
  const id = parseDocumentId(agreement);
  return id === null ? null : whole(id);
}

function isAway(group: { kept?: unknown }): boolean {
  const marks = entries(group.kept).map(([id, mark]) => ({ id, is: mark.is, at: numberIn(mark.at) }));
  const latest = marks.sort((a, b) => b.at - a.at || compare(a.id, b.id))[0];
  return latest?.is === false;
}
function groupIn(draft: Draft, id: string): GroupDraft | null {
  const found = isRecord(draft.groups) && Object.hasOwn(draft.groups, id) ? draft.groups[id] : null;
  return isRecord(found) ? (found as unknown as GroupDraft) : null;
}
function entries(value: unknown): [string, Record<string, unknown>][] {
  const all = isRecord(value) ? Object.entries(value) : [];
  return all.flatMap(([id, entry]) =>
    parseDocumentId(id) && isRecord(entry) ? [[id, entry] as [string, typeof entry]] : [],
  );
}
function plain(text: string): Run {
  return { text, strong: false, em: false, link: null };
}
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function begin(id: DocumentId, title: string): Bytes {
  return firstBytes<Draft>(id, (draft) => {
    draft.version = 1;
    draft.title = whole(title);
    draft.groups = {};
  });
}
/** `blank` of an empty title, as the first version of it made it. Never changed: every device starts from these bytes. */
const startBase64 =
  "hW9Kg4vvUXAAhwEBEAAAAAAAAAAAAAAAAAAAAAUBohKmB1YegbS+d6jSZ83b9hMNBg4MUD46F1DFN/kx/m8GAQIDAhMCIwJAAlYCCBUWIQIjBDQBQgRWBFcBgAECfwB/AX8DfwB/AH8HfQZncm91cHMFdGl0bGUHdmVyc2lvbgMAfwMCfwN/AAIBfQAGFAEDAAA=";
