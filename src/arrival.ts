// How this page was come to: with an invitation in its address, perhaps; and from which relay. Reads what the address
// and the relay say, and believes neither further than it must.

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
 * The relay that served this page, as a group writes it down: `wss://example.org/relay#<its public name>`. Null if it
 * does not answer, or answers something else (a page for signing in to the café's network, say).
 */
export async function relayOfThisPage(page: Pick<Location, "origin">, fetchIt: typeof fetch): Promise<string | null> {
  try {
    const answer = await fetchIt(new URL("/relay.json", page.origin), { cache: "no-store" });
    if (!answer.ok) return null;
    return relayFrom(await answer.json(), page.origin);
  } catch {
    return null;
  }
}

function relayFrom(told: unknown, origin: string): string | null {
  const { url, key } = (told ?? {}) as { url?: unknown; key?: unknown };
  if (typeof url !== "string" || typeof key !== "string" || !/^[A-Za-z0-9_-]{43}$/.test(key)) return null;
  const address = new URL(url, origin);
  address.protocol = address.protocol === "https:" || address.protocol === "wss:" ? "wss:" : "ws:";
  address.hash = key;
  return address.href;
}
