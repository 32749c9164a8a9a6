// Which of this browser's databases is in use. Whoever forgot a passphrase begins another one beside the first, which
// stays as it is: nothing is lost by beginning afresh, and there is a way back.
import type { Cabinet, RawStorage, Result } from "./ports.ts";
import { type OpenFault, openIdbStorage } from "./storage.ts";

export type Database = Result<{ storage: RawStorage; cabinet: Cabinet }, OpenFault>;
export interface Place {
  /** Of the database, and of everything else that tabs of one device share. */
  readonly name: string;
  readonly database: Database;
  /** Others, which stay locked. */
  readonly aside: readonly string[];
  /** Takes effect with the next page. False if it could not be written. */
  beginAfresh(): Promise<boolean>;
  goBack(name: string): Promise<boolean>;
  /** For good. Only one that is not in use. */
  erase(name: string): Promise<boolean>;
}
interface Places {
  current: string;
  all: string[];
}

const placesName = "places";
export const placesMax = 16;

export async function openPlace(
  base: string,
  idbFactory: IDBFactory | undefined = globalThis.indexedDB,
): Promise<Place> {
  const first = await openIdbStorage(base, idbFactory);
  if (!first.ok) return { ...nowhereElse, name: base, database: first };
  const { cabinet } = first.value;
  const kept = placesOf(await cabinet.get(placesName), base);
  const database = kept.current === base ? first : await openIdbStorage(kept.current, idbFactory);
  const move = async (change: (places: Places) => Places | undefined) =>
    (await cabinet.swap(placesName, (there) => change(placesOf(there, base)))) === "written";
  return {
    name: kept.current,
    database,
    aside: kept.all.filter((name) => name !== kept.current),
    beginAfresh: () =>
      move(({ all }) => {
        // The highest number yet and one more: a name that was erased is not used again while another tab has it open.
        const next = `${base}-${Math.max(1, ...all.map((name) => Number(name.slice(base.length + 1)) || 1)) + 1}`;
        return all.length < placesMax ? { current: next, all: [...all, next] } : undefined;
      }),
    goBack: (name) => move(({ all }) => (all.includes(name) ? { current: name, all } : undefined)),
    async erase(name) {
      if (idbFactory === undefined || name === kept.current || !kept.all.includes(name)) return false;
      // The first holds the list of all: it is emptied, and stays.
      if (name === base) return (await empty(first.value)) && forget(name);
      return (await deleted(idbFactory, name)) && forget(name);
    },
  };

  function forget(name: string): Promise<boolean> {
    return move(({ current, all }) => ({ current, all: all.filter((one) => one !== name) }));
  }
}

async function empty({ storage, cabinet }: { storage: RawStorage; cabinet: Cabinet }): Promise<boolean> {
  // The key first: what is left of a power cut in between opens no more.
  if ((await cabinet.swap("rest", () => null)) !== "written") return false;
  const writes = (await storage.keys("")).map((key) => ({ key, value: null }));
  return (await storage.write(writes, "strict")).ok;
}

function deleted(idbFactory: IDBFactory, name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = idbFactory.deleteDatabase(name);
    request.onsuccess = () => resolve(true);
    request.onerror = () => resolve(false);
    // A tab still has it open: it is not erased now, and nothing is promised for later.
    request.onblocked = () => resolve(false);
  });
}

function placesOf(kept: unknown, base: string): Places {
  const { current = base, all = [base] } = { ...(kept as Partial<Places> | undefined) };
  return { current, all: all.includes(current) ? all : [...all, current] };
}

const nowhereElse = {
  aside: [],
  beginAfresh: async () => false,
  goBack: async () => false,
  erase: async () => false,
};
