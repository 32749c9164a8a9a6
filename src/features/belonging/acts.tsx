// What a page about belonging does and says: one act at a time, what came of it in words, and where the focus goes when
// the button that was pressed went with it.
import type { Act, MemberId } from "@fogata/sync";
import { createContext, createSignal, type JSX, Show, useContext } from "solid-js";
import { peopleWords as words } from "../../text/en-people.ts";
import { Banner } from "../../ui/Banner.tsx";
import { onPaper } from "../../ui/on-paper.ts";
import type { GroupWorkspace } from "../../workspace/types.ts";

export type Acts = ReturnType<typeof makeActs>;

/** Call it inside a component. */
export function makeActs(group: GroupWorkspace) {
  const [busy, setBusy] = createSignal(false);
  const [said, setSaid] = createSignal("");
  const [fault, setFault] = createSignal<string | null>(null);
  let place: HTMLElement | undefined;

  function tell(saying: string): void {
    setFault(null);
    setSaid(saying);
    focusIfLost(() => place);
  }
  /** Says what came of it; what stands in the way, in words. */
  function answer(done: Awaited<ReturnType<GroupWorkspace["act"]>> | typeof unloaded, saying: string): void {
    setFault(done.ok ? null : words.fault[done.reason]);
    setSaid(done.ok ? (group.status().kind === "offline" ? `${saying} ${words.later}` : saying) : "");
    focusIfLost(() => place);
  }
  return {
    busy,
    said,
    fault,
    tell,
    answer,
    /** True if it was done. */
    async act(what: Act, saying: string): Promise<boolean> {
      if (busy()) return false;
      setBusy(true);
      const done = await group.act(what).catch(() => unloaded);
      setBusy(false);
      answer(done, saying);
      return done.ok;
    },
    place: (element: HTMLElement) => {
      place = element;
    },
  };
}

/** A part of the app itself was missing: nothing was done. */
const unloaded = { ok: false, reason: "app-incomplete" } as const;

/** A dialog gives the focus back when it closes; only what is then nowhere is caught here. */
function focusIfLost(place: () => HTMLElement | undefined): void {
  queueMicrotask(() => {
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (lost) place()?.focus();
  });
}

const ActsContext = createContext<Acts>();

/** What came of it stands where this stands: above what it is about. */
export function ActsPlace(props: { acts: Acts; children: JSX.Element }) {
  return (
    <ActsContext.Provider value={props.acts}>
      <div class="acts-said" tabindex="-1" ref={props.acts.place} aria-live="polite">
        <Show when={props.acts.said()}>
          <Banner icon="check-circle" kind="plain">
            <p>{props.acts.said()}</p>
          </Banner>
        </Show>
        <Show when={props.acts.fault()}>
          <Banner icon="info" kind="look">
            <p>{props.acts.fault()}</p>
          </Banner>
        </Show>
      </div>
      {props.children}
    </ActsContext.Provider>
  );
}

export function useActs(): Acts {
  const acts = useContext(ActsContext);
  if (!acts) throw new Error("useActs is called outside ActsPlace");
  return acts;
}

/** Names as they are said here: "You" for me, but on paper, and words for somebody nobody knows any more. */
export function makeNames(group: GroupWorkspace) {
  const me = () => group.me().member;
  const isYou = (member: MemberId) => member === me() && !onPaper();
  const said = (member: MemberId) => (isYou(member) ? words.You : called(member));
  const called = (member: MemberId) => group.nameOf(member) ?? words.somebody;
  return {
    me,
    called,
    isYou,
    name: said,
    /** Me first, then the others in the order they came. */
    names: (members: readonly MemberId[]) =>
      [...members].sort((a, b) => Number(b === me()) - Number(a === me())).map(said),
    myself: () => group.people().find((person) => person.member === me()),
    full: () => group.people().find((person) => person.member === me())?.full === true && group.writes(),
  };
}
