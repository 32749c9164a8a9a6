// One agreement as large as a group could make it: fifty pages, five hundred comments on its words, ten changes proposed to
// it, a year of sittings. Written by a real device, in the way the app writes.
import { createHash } from "node:crypto";
import {
  type Act,
  addDays,
  type Block,
  commentPassages,
  type Day,
  type DocumentId,
  draftAgreement,
  headsOf,
  kinds,
  list,
  type RegisterDraft,
  registerId,
  registerStart,
} from "@fogata/domain";
import type { Device, DocumentHandle, GroupId, Result } from "@fogata/sync";

/** Some five hundred words. */
const clausesOnAPage = 8;
const said = [
  "Whoever holds the keys opens half an hour early, and says so if they cannot.",
  "Two of us close together: one washes and one counts the tin.",
  "We look at this again when the days grow shorter, with those who were against it.",
  "Nobody is asked twice in a week unless they say so themselves.",
  "What is left over goes to the neighbours on the second floor.",
];
const clause = (n: number) => [0, 1, 2, 3, 4].map((more) => said[(n + more) % said.length]).join(" ");
const run = (text: string, strong = false) => ({ text, strong, em: false, link: null });

export function pages(count: number): Block[] {
  return Array.from({ length: count }, (_, page): Block[] => [
    { type: "heading", level: 1, runs: [run(`Page ${page + 1}`)] },
    ...Array.from({ length: clausesOnAPage }, (_, n): Block => {
      return { type: "paragraph", runs: [run(`${page + 1}.${n + 1} `, true), run(clause(page * clausesOnAPage + n))] };
    }),
  ]).flat();
}

export async function writeLarge(
  device: Device,
  group: GroupId,
  o: { title: string; pages: number; comments: number; changes: number },
): Promise<DocumentId> {
  const by = device.view().groups.find(({ id }) => id === group)!.me.member;
  const named = (what: string) =>
    createHash("sha256").update(`${o.title} ${what}`).digest("hex").slice(0, 32) as DocumentId;
  const act = (what: string, n = 0): Act => ({ id: named(what), by, at: Date.now() + n, today: "2026-11-20" as Day });
  const id = named("itself");
  const register = await handleOf(await device.openDocument(group, registerId, registerStart()));
  const listIt = (row: Parameters<typeof list>[1]) =>
    register.change((draft) => list(draft as unknown as RegisterDraft, row));
  const row = { kind: "agreement", at: Date.now(), circle: null } as const;

  const blocks = pages(o.pages);
  const handle = await handleOf(await device.createDocument(group, id, draftAgreement({ id, title: o.title, blocks })));
  listIt({ ...row, id, title: o.title, from: null });
  const passages = commentPassages(handle.doc());
  for (let n = 0; n < o.comments; n++) {
    const { words, from, to } = passages[(n * 7) % passages.length]!;
    const what = { words: `What about this, number ${n}?`, quote: words, anchor: { from, to } };
    handle.change((draft) => kinds.agreement.changes.comment(draft, what, act(`comment ${n}`, n)));
  }
  const base = { document: id, heads: [...headsOf(handle.doc())] };
  for (let n = 0; n < o.changes; n++) {
    const [change, name] = [named(`change ${n}`), `Change ${n + 1}`];
    const from = { as: "amendment", agreement: id, base } as const;
    const other = blocks.map((block, at) =>
      at % 40 === n ? { ...block, runs: [run(`${clause(n)} Except on ${addDays("2027-01-01" as Day, n)}.`)] } : block,
    );
    const first = draftAgreement({ id: change, title: o.title, blocks: other, facts: { from, name } });
    await handleOf(await device.createDocument(group, change, first));
    listIt({ ...row, id: change, title: name, from: { as: "amendment", agreement: id } });
  }
  await device.flush();
  return id;
}

async function handleOf(opened: Result<DocumentHandle, string>): Promise<DocumentHandle> {
  if (!opened.ok) throw new Error(opened.reason);
  return opened.value;
}
