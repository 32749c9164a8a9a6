// Everything this person may read in a group, document after document, as texts for a copy that needs no app to be read.
// It goes as fast as it is asked: whoever takes it can pause or stop between any two.
import type { CopyWords, KindName, Tell } from "@fogata/domain";
import type { GroupView } from "@fogata/sync";
import type { Accessor } from "solid-js";
import type { Engine, WorkspaceDeps } from "./deps.ts";
import type { Inside } from "./inside.ts";
import type { Place } from "./questions.types.ts";
import type { Register } from "./register.ts";
import { today } from "./today.ts";
import type { CopyStep, ViewOf } from "./types.ts";

export interface ReadingDeps {
  deps: WorkspaceDeps;
  engine: Engine;
  register: Register;
  inside: Inside;
  group: string;
  people: Accessor<GroupView["people"]>;
}

export async function* readAll(o: ReadingDeps, words: CopyWords): AsyncGenerator<CopyStep, void> {
  const { engine } = o;
  const device = await o.deps.device;
  if ((await o.register.open()) !== "open") throw new Error("the list of documents cannot be read on this device");
  const singles = (Object.keys(engine.kinds) as KindName[]).flatMap((kind) => {
    const single = engine.singleOf(kind);
    return single ? [{ kind, id: single.id, circle: null, title: "", start: single.start() }] : [];
  });
  await o.inside.open();
  const listed = [...o.register.documents(), ...o.inside.documents()].map(({ kind, id, circle, title }) => ({
    ...{ kind, id, circle, title, start: undefined },
  }));
  const all = [...listed, ...singles];
  const names = await namesOfCircles(o);
  const nameOf = (member: string) => o.people().find((person) => person.member === member)?.name ?? null;
  for (const [at, { kind, id, circle, title, start }] of all.entries()) {
    const opened = await device.openDocument(circle ?? o.group, id, start);
    const within = circle === null || circle === o.group ? null : { circle, name: names.get(circle) ?? "" };
    const where = { at: at + 1, of: all.length, kind, id, title, within };
    if (!opened.ok) {
      yield { ...where, text: null };
      continue;
    }
    const of = engine.kinds[kind];
    const view = of.parse(opened.value.doc(), today(o.deps.clock));
    const tell: Tell<unknown> = { nameOf, words: words[kind] };
    const text = of.toReadable(view as never, tell as never);
    yield { ...where, text: { ...text, markdown: engine.agreementToMarkdown(text) } };
  }
}

/** What the group calls the circles inside it; their own logs are sealed and say nothing to pages. */
async function namesOfCircles(o: Pick<ReadingDeps, "deps" | "engine" | "group">): Promise<ReadonlyMap<string, string>> {
  return new Map([...(await workingGroupsOf(o)).values()].map(({ circle, name }) => [circle, name]));
}
/** Every working group in the list that everybody sees, by its id. */
export async function workingGroupsOf({
  deps,
  engine,
  group,
}: Pick<ReadingDeps, "deps" | "engine" | "group">): Promise<ReadonlyMap<string, Place>> {
  const { id, start } = engine.singleOf("working-groups")!;
  const opened = await (await deps.device).openDocument(group, id, start());
  if (!opened.ok) return new Map();
  const view: ViewOf<"working-groups"> = engine.kinds["working-groups"].parse(opened.value.doc(), today(deps.clock));
  return new Map([...view.groups, ...view.away].map(({ id, circle, name }) => [id, { circle, name }]));
}
