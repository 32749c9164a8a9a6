// What the Relay page shows of each listed relay: whether it answers, what it says it holds, when it was last heard.
import type { Circle } from "./circle.ts";
import type { RelayView } from "./device.types.ts";
import { current, type Session } from "./session.ts";

type Stat = NonNullable<RelayView["stat"]>;

export interface RelayViews {
  heard(url: string, now: number): void;
  stat(url: string, channel: string, stat: Stat): void;
  of(circle: Circle, session: Session): RelayView[];
}

export function createRelayViews(): RelayViews {
  const lastHeardAt = new Map<string, number>();
  const stats = new Map<string, Map<string, Stat>>();

  function reachable(url: string, session: Session): RelayView["reachable"] {
    if (current(session)?.url !== url) return lastHeardAt.has(url) ? "trying" : "no";
    if (session.link === "up") return "yes";
    return session.failures > 0 ? "no" : "trying";
  }

  return {
    heard: (url, now) => void lastHeardAt.set(url, now),
    stat(url, channel, { entries, bytes, bytesMax, readers }) {
      if (!stats.has(url)) stats.set(url, new Map());
      stats.get(url)!.set(channel, { entries, bytes, bytesMax, readers });
    },
    of: (circle, session) =>
      circle.membership().relays.map(({ url }) => ({
        url,
        reachable: reachable(url, session),
        stat: sum([...(stats.get(url)?.values() ?? [])]),
        lastHeardAt: lastHeardAt.get(url) ?? null,
        channels: circle.epochs.size,
      })),
  };
}

/** Channels of one group add up; who reads one of them reads them all. */
function sum(stats: Stat[]): Stat | null {
  if (stats.length === 0) return null;
  return {
    entries: stats.reduce((all, { entries }) => all + entries, 0),
    bytes: stats.reduce((all, { bytes }) => all + bytes, 0),
    bytesMax: Math.max(...stats.map(({ bytesMax }) => bytesMax)),
    readers: Math.max(...stats.map(({ readers }) => readers)),
  };
}
