// S91 Whether the relay has an operation: whoever reads all that lies there knows of it, before what follows from it comes to
// anybody by another way.
import type { Channels } from "./channels.ts";
import type { Ledger } from "./ledger.ts";
import type { Session } from "./session.ts";

/** As far as is known on this connection; false without one. */
export function isGiven(
  { ledger, channels }: { ledger: Pick<Ledger, "saidUnder" | "ofEpoch">; channels: Pick<Channels, "idOf"> },
  session: Pick<Session, "channels">,
  op: string,
): boolean {
  return [...ledger.saidUnder(op)].some((kid) => {
    const channel = session.channels.get(channels.idOf(kid));
    const entries = ledger.ofEpoch(kid).filter(({ type, carries }) => type === "control" && carries.includes(op));
    return channel !== undefined && entries.some(({ id }) => !channel.unlogged.has(id) || channel.given.has(id));
  });
}
