// Where somebody asks for me by name: read from the lists of documents, so that no document has to be opened for it, and
// written there when I name somebody or answer. What I have only seen is known to this device alone.
import { type Act, type AskedFor, type DocumentId, documentIdFrom, type Mention } from "@fogata/domain";
import type { GroupView } from "@fogata/sync";
import { type Accessor, createMemo } from "solid-js";
import type { Engine, WorkspaceDeps } from "./deps.ts";
import type { PutOff } from "./put-off.ts";
import type { Register } from "./register.ts";
import { today } from "./today.ts";
import type { AskedForRow, DocumentRow } from "./types.ts";

export interface Asking {
  rows: Accessor<readonly AskedForRow[] | null>;
  saw(document: string): void;
  /** Something was changed in a document that stands in this list. */
  said(document: DocumentId, change: { verb: string; what: unknown; id: DocumentId }, list: Register): void;
}

export function createAsking(o: {
  deps: WorkspaceDeps;
  lists: Accessor<readonly Register[]>;
  people: Accessor<GroupView["people"]>;
  me: Accessor<GroupView["me"]>;
  row(document: string): DocumentRow | undefined;
  putOff: PutOff;
}): Asking {
  const members = createMemo(
    () => new Map(o.people().flatMap((one) => one.devices.map(({ id }) => [id, one.member as string] as const))),
  );
  const asks = createMemo((): AskedFor[] | null => {
    const who = { memberOf: (device: string) => members().get(device) ?? null, me: o.me().member };
    const read = o.lists().map((list) => list.beside((engine, doc) => engine.askedFor(doc, who)));
    // Of a circle whose list cannot be read there is nothing to wait for.
    return read[0] === null ? null : read.flatMap((one) => one ?? []).filter(({ id }) => !o.putOff.ids().has(seen(id)));
  });
  const rows = createMemo((): readonly AskedForRow[] | null => {
    const all = asks();
    if (all === null) return null;
    const documents = [...new Set(all.map(({ document }) => document))];
    return documents.flatMap((id): AskedForRow[] => {
      const title = o.row(id)?.title;
      const by = all.filter(({ document }) => document === id).map((one) => nameOf(one));
      return title === undefined ? [] : [{ id, title, by: [...new Set(by)] }];
    });
  });
  const nameOf = ({ by }: AskedFor) => o.people().find(({ member }) => member === by.member)?.name ?? "";

  return {
    rows,
    saw(document) {
      for (const one of asks() ?? []) if (one.document === document) o.putOff.add(seen(one.id));
    },
    said(document, { verb, what, id }, list) {
      const { words, comment = id, mentions = [] } = what as { words?: string; comment?: string; mentions?: Mention[] };
      const write = (edit: (engine: Engine, draft: object, act: Act) => void) =>
        void list.open().then(() => list.writeBeside((engine, draft) => edit(engine, draft, newAct())));
      if (verb === "withdrawWords") {
        const gone = (what as { id: string }).id;
        write((engine, draft, act) => engine.askNoMore(draft, { words: gone }, act));
      } else if (words !== undefined && (verb === "comment" || verb === "reply")) {
        const asked = mentions.map(({ member }) => member);
        if (asked.length > 0)
          write((engine, draft, act) => engine.askFor(draft, { document, comment, words: id, members: asked }, act));
        if (verb === "reply") write((engine, draft, act) => engine.answerThere(draft, { document, comment }, act));
      }
    },
  };

  function newAct(): Act {
    const { clock, randomBytes } = o.deps;
    return { id: documentIdFrom(randomBytes(16)), by: o.me().member, at: clock.now(), today: today(clock) };
  }
}

/** Among what I left for another time. */
const seen = (id: string) => `asked ${id}`;
