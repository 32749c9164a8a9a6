// What a client shows of itself: how far it is, its relays, what it refused, and how often something new was said.
import type { ClientDeps } from "./client.types.ts";
import type { Opened } from "./open-client.ts";
import type { RelayViews } from "./relay-views.ts";
import { type Session, statusOf } from "./session.ts";
import { createTally } from "./tally.ts";

export function createShown(deps: ClientDeps, of: { session(): Session; opened(): Opened | null; views: RelayViews }) {
  const tally = createTally(deps);
  const listeners = new Set<() => void>();
  /** As it was last told of. */
  let told = "";
  /** How many statements were there when it was last told of. */
  let said = 0;
  let saidCount = 0;

  function parts(): Opened {
    const opened = of.opened();
    if (!opened) throw new Error("This client has not been started");
    return opened;
  }
  const statements = () => parts().ledger.carried("statement").size;
  function status() {
    const opened = of.opened();
    const tooLarge = (opened?.sealer.tooLarge() ?? 0) > 0;
    return statusOf(of.session(), { unsent: opened?.drafts.unsent(), tooLarge });
  }
  const relays = () => of.views.of(parts().circle, of.session());
  function refused(): Record<string, number> {
    const { ledger, trials } = parts();
    const all = new Map(tally.counts());
    const kept = {
      "set-aside": trials.setAside().length,
      waiting: ledger.count("waiting"),
      "newer-version": ledger.count("newer"),
      "cloned-key": ledger.cloned(),
    };
    for (const [reason, count] of Object.entries(kept)) if (count > 0) all.set(reason, (all.get(reason) ?? 0) + count);
    return Object.fromEntries([...all].sort());
  }
  /** Tells everybody who listens, if anything is shown otherwise, or if it is `sure` that something else is new. */
  function announce(sure = false): void {
    const now = JSON.stringify([status(), relays(), refused()]);
    if (!sure && now === told) return;
    told = now;
    for (const listener of [...listeners]) listener();
  }

  return {
    ...{ status, relays, refused, announce },
    refuse: (reason: string) => tally.add(reason),
    saidCount: () => saidCount,
    async begin(): Promise<void> {
      said = statements();
      await tally.open(`${parts().shelf.under}refused`);
    },
    end: () => tally.close(),
    subscribe(changed: () => void) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    /** This device said something. */
    saidOne(): void {
      saidCount++;
      announce(true);
    },
    /** Entries came: there may be statements among them. */
    countSaid(): void {
      const now = statements();
      if (now === said) return;
      saidCount++;
      said = now;
      announce(true);
    },
  };
}
