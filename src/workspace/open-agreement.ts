// One agreement on the screen: at once the words this device kept to read, then the document to write in. Leaves
// nothing behind when its page goes: no listener, no timer, no caret on other people's screens.
import { type AgreementFacts, parseDocumentId, parseReadable, type Readable, readingMinutes } from "@fogata/domain";
import { type Accessor, createEffect, createSignal, on, onCleanup } from "solid-js";
import type { Asking } from "./asked-for.ts";
import type { Drafts } from "./drafts.ts";
import type { Notes } from "./notes.ts";
import { changeIn, type Opened, type OpeningDeps, opening } from "./open-document.ts";
import { createPresence, type PresenceDeps } from "./presence.ts";
import type { Register } from "./register.ts";
import type { LiveAgreement, OpenAgreement } from "./types.ts";

export interface OpenAgreementDeps extends OpeningDeps, Pick<PresenceDeps, "group" | "people" | "showMyName"> {
  notes: Notes;
  register: Register;
  drafts: Drafts;
  asking: Asking;
}

const onTop = ["summary", "decides", "reviewOn", "language", "from", "name"] as const;
const nothing = Symbol("not looked yet");

export function createOpenAgreement(o: OpenAgreementDeps, text: string, seenAs = text): OpenAgreement {
  const id = parseDocumentId(text);
  const [readable, setReadable] = createSignal<Readable | null>(null);
  const [liveTitle, setLiveTitle] = createSignal<string | null>(null);
  const [live, setLive] = createSignal<LiveAgreement | null>(null);
  const [liveFacts, setLiveFacts] = createSignal<AgreementFacts | null>(null, {
    equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  });
  const [lookedAt, setLookedAt] = createSignal<readonly string[] | null>(null);
  let here: Opened | null = null;
  const noteName = `group/${o.group}/agreement/${text}`;
  const lookedName = `group/${o.group}/looked/${seenAs}`;
  let left = false;
  onCleanup(() => {
    left = true;
  });

  async function readNote(): Promise<void> {
    const kept = parseReadable(await o.notes.read(noteName));
    if (kept && !live() && !left) setReadable(kept);
  }
  /** My own writing is no news: what counts is where it stood when I left. */
  async function lastLook({ engine, handle }: Opened): Promise<void> {
    const kept = await o.notes.read(lookedName).catch(() => null);
    const heads = Array.isArray(kept) ? kept.filter((head) => typeof head === "string") : [];
    const moved = heads.join() !== engine.headsOf(handle.doc()).join();
    if (moved && !left) setLookedAt(heads);
  }
  const read = ({ engine, handle }: Opened): Readable => engine.kinds.agreement.parse(handle.doc());

  let stood: readonly unknown[] = [nothing];
  /** Asked at every keystroke, so it only looks whether another value lies there. */
  function onTopMoved(doc: unknown): boolean {
    const held = doc as Record<string, unknown>;
    const now = onTop.map((key) => held[key]);
    const moved = now.some((value, n) => value !== stood[n]);
    stood = now;
    return moved;
  }

  const { fault, newer } = opening({
    ...o,
    kind: "agreement",
    text,
    wrote: () => o.drafts.wrote(text),
    begin(opened) {
      here = opened;
      if (readable() === null) setReadable(read(opened));
      const presence = createPresence({
        ...o,
        group: o.circle(),
        device: opened.device,
        clock: o.deps.clock,
        doc: text,
      });
      createEffect(on(o.showMyName, () => presence.choiceChanged(), { defer: true }));
      void lastLook(opened);
      setLive({ handle: opened.handle, path: opened.engine.agreementText, presence });
      return () => {
        presence.leave();
        const { engine, handle } = opened;
        o.notes.write(lookedName, () => engine.headsOf(handle.doc()));
      };
    },
    changed(opened) {
      setLiveTitle(opened.engine.kinds.agreement.title(opened.handle.doc()));
      if (onTopMoved(opened.handle.doc())) setLiveFacts(opened.engine.factsOf(opened.handle.doc()));
      // Reading the whole text costs too much for every keystroke: it is done once things are quiet.
      o.notes.write(noteName, () => {
        const now = read(opened);
        // What somebody else gave at the same time moves nothing that stands.
        if (!left && now.facts) setLiveFacts(now.facts);
        if (!left) setReadable(now);
        // A change, or another language, has a name of its own beside the title that the agreement would have.
        const named = now.facts?.from?.as === "amendment" || now.facts?.from?.as === "translation";
        const name = named ? now.facts?.name : "";
        if (id !== null) o.register.relist({ id, title: name || now.title });
        return now;
      });
    },
  });

  // `fault` tells what is wrong.
  if (id !== null) void readNote().catch(() => {});
  const listedTitle = () => o.register.documents().find((row) => row.id === text)?.title;
  const minutes: Accessor<number | null> = () => {
    const now = readable();
    return now && readingMinutes(now.blocks);
  };
  return {
    id: text,
    title: () => liveTitle() ?? readable()?.title ?? listedTitle() ?? "",
    readable,
    live,
    fault,
    minutes,
    newer,
    lookedAt,
    facts: () => liveFacts() ?? readable()?.facts ?? null,
    change(verb, what) {
      const done = changeIn(o, { kind: "agreement", live: here, newer: newer() }, verb, what);
      if (done.ok && id !== null) o.asking.said(id, { verb, what, id: done.value }, o.register);
      return done;
    },
  };
}
