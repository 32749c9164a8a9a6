// How this page was come to: with an invitation in its address, perhaps; and from which relay. Reads what the address
// and the relay say, and believes neither further than it must.
import type { RelayAddress } from "@fogata/keys";

/** An invitation's secret stands in the address's fragment; this takes it out and leaves the address without it. */
export function takeInvitation(page: Pick<Location, "href" | "hash" | "pathname" | "search">, history: History) {
  if (!page.hash.startsWith(invitationMark)) return null;
  const link = page.href;
  // Before anything else can read, store or send it: not even the way back leads to it.
  history.replaceState(null, "", page.pathname + page.search);
  return link;
}
const invitationMark = "#join/";

/**
 * The relay at this place, or null if it does not answer, or answers something else (a page for signing in to the
 * café's network, say).
 */
export async function relayAt(place: string, fetchIt: typeof fetch): Promise<RelayAddress | null> {
  try {
    const answer = await fetchIt(new URL("/relay.json", place), { cache: "no-store" });
    return answer.ok ? relayFrom(await answer.json(), place) : null;
  } catch {
    return null;
  }
}

function relayFrom(told: unknown, place: string): RelayAddress | null {
  const { url, key } = (told ?? {}) as { url?: unknown; key?: unknown };
  if (typeof url !== "string" || typeof key !== "string" || !/^[A-Za-z0-9_-]{43}$/.test(key)) return null;
  const address = new URL(url, place);
  address.protocol = address.protocol === "https:" || address.protocol === "wss:" ? "wss:" : "ws:";
  const letters = atob(key.replaceAll("-", "+").replaceAll("_", "/"));
  return { url: address.href, key: Uint8Array.from(letters, (c) => c.charCodeAt(0)) };
}
