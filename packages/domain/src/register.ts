// The group's list of its documents: one for each circle. The titles in it are copies for listing; the document itself
// is the truth, and `relist` brings a copy back to it.

import { type MadeFrom, parseMadeAs } from "./facts.ts";
import { byTitle, type CircleId, type DocumentId, parseCircleId, parseDocumentId } from "./ids.ts";
import { type KindName, parseKindName } from "./kinds.ts";
import { isRecord } from "./plain.ts";
import { type Bytes, firstBytes, whole, wholeText } from "./prose.ts";

export interface RegisterDraft {
  version: number;
  documents: Record<
    string,
    { kind: string; title: string; at: number; circle?: string; from?: string; as?: string; pinned?: boolean }
  >;
}

export interface Listed {
  id: DocumentId;
  kind: KindName;
  title: string;
  /** When it was begun, ms since 1970, by the clock of whoever began it. */
  at: number;
  /** Where the document itself is: in another circle than this list, such as a working group's; null if in the same. */
  circle: CircleId | null;
  /** The agreement it was made from, and as what; null for one that stands by itself. */
  from: { agreement: DocumentId; as: MadeFrom["as"] } | null;
  /** Kept in view for everybody: it heads the list, every meeting and every invitation. */
  pinned: boolean;
}

/** What was made from nothing need not say so. */
export type ToList = Omit<Listed, "from" | "pinned"> & Partial<Pick<Listed, "from">>;

/** The register has the same id in every circle; sync never mixes circles. */
export const registerId = "00000000000000000000000000000001" as DocumentId;

/**
 * Every device starts the register from these very bytes. Two devices that each made their own would lose one side's
 * list when they meet. Never change them; `register.test.ts` shows how they were made.
 */
export function registerStart(): Bytes {
  return Uint8Array.from(atob(registerStartBase64), (c) => c.charCodeAt(0));
}
const registerStartBase64 =
  "hW9Kg5+V/PAAgQEBEAAAAAAAAAAAAAAAAAAAAAEBp60usnTtw3FepL0dYmXzVniuXDrpzwGm4D9v9D2CQSAGAQIDAhMCIwJAAlYCCBUTIQIjAzQBQgNWA1cBgAECfwB/AX8CfwB/AH8Hfglkb2N1bWVudHMHdmVyc2lvbgIAfgJ/An4AAX4AFAECAAA=";

/** How the committed bytes were made. */
export function makeRegisterStart(): Bytes {
  return firstBytes<RegisterDraft>(registerId, (draft) => {
    draft.version = 1;
    draft.documents = {};
  });
}

/** Writes a document into the list, or brings its entry to what the document says. Twice changes nothing. */
export function list(draft: RegisterDraft, { id, kind, title, at, circle, from = null }: ToList): void {
  // A merge with a stranger can leave anything here; the start bytes hold an empty map.
  if (!isRecord(draft.documents)) draft.documents = {};
  if (!isRecord(draft.documents[id])) {
    const elsewhere = circle === null ? {} : { circle: whole(circle) };
    const madeFrom = from === null ? {} : { from: whole(from.agreement), as: whole(from.as) };
    draft.documents[id] = { kind: whole(kind), title: whole(title), at, ...elsewhere, ...madeFrom };
  } else relist(draft, { id, title });
}

/** Brings the copy of a title to what the document says. Writes nothing if it already is, or is not listed. */
export function relist(draft: RegisterDraft, { id, title }: { id: DocumentId; title: string }): void {
  const entry = isRecord(draft.documents) ? draft.documents[id] : undefined;
  if (isRecord(entry) && wholeText(entry.title) !== title) entry.title = whole(title);
}

/** Twice changes nothing; of two who differ at once one stands. */
export function pin(draft: RegisterDraft, { id, pinned }: { id: DocumentId; pinned: boolean }): void {
  const entry = isRecord(draft.documents) ? draft.documents[id] : undefined;
  if (isRecord(entry) && (entry.pinned === true) !== pinned) entry.pinned = pinned;
}

/** Everything listed that this app knows, by title. Entries nobody can read are left out, never thrown at. */
export function listed(doc: unknown): Listed[] {
  const documents = isRecord(doc) && isRecord(doc.documents) ? doc.documents : {};
  const rows: Listed[] = [];
  for (const [key, entry] of Object.entries(documents)) {
    const id = parseDocumentId(key);
    const kind = isRecord(entry) ? parseKindName(wholeText(entry.kind)) : null;
    if (id === null || kind === null || !isRecord(entry)) continue;
    const circle = entry.circle === undefined ? null : parseCircleId(wholeText(entry.circle));
    if (circle === null && entry.circle !== undefined) continue;
    const at = typeof entry.at === "number" && Number.isFinite(entry.at) ? entry.at : 0;
    rows.push({
      id,
      kind,
      title: wholeText(entry.title) ?? "",
      at,
      circle,
      from: madeFromIn(entry),
      pinned: entry.pinned === true,
    });
  }
  return rows.sort(byTitle);
}

function madeFromIn(entry: Record<string, unknown>): Listed["from"] {
  const agreement = parseDocumentId(wholeText(entry.from));
  const as = parseMadeAs(wholeText(entry.as));
  return agreement !== null && as !== null ? { agreement, as } : null;
}
