// The open register as its page's parts see it: who is who, what day it is, what is asked, and what was said to a change.
import { createContext, createSignal, type Setter, useContext } from "solid-js";
import { keysWords as words } from "../../text/en-keys.ts";
import { createClock } from "../../ui/clock.ts";
import { dayOf } from "../../workspace/today.ts";
import type { GroupWorkspace, ViewOf } from "../../workspace/types.ts";

export type Register = ViewOf<"keys-register">;
export type Thing = Register["things"][number];
export type Turn = Thing["record"][number];
export type Offer = Thing["offers"][number];

/** A dialog that is open, and on what. */
export type Asked = { what: "add" } | { what: "describe" | "offer" | "take-on"; thing: Thing };
type Refused = keyof typeof words.refused;

export type Keys = ReturnType<typeof makeKeys>;

/** Call it inside a component: the register is left with it. */
export function makeKeys(group: GroupWorkspace, ask: Setter<Asked | null>) {
  const open = group.openDocument("keys-register");
  const now = createClock();
  const [said, setSaid] = createSignal("");
  const [refused, setRefused] = createSignal<string | null>(null);
  const me = () => group.me().member;
  const called = (member: string) => group.people().find((person) => person.member === member)?.name ?? words.somebody;
  return {
    open,
    /** A newer app's register is left as it is; and whoever belongs no more only reads. */
    writes: () => !open.newer() && group.writes(),
    ask: (asked: Asked) => void ask(asked),
    said,
    refused,
    me,
    today: () => dayOf(now()),
    /** Everybody's name, mine too. */
    called,
    /** "You", where it is me. */
    name: (member: string) => (member === me() ? words.you : called(member)),
    others: () => group.people().filter((person) => person.member !== me()),
    /** Says what came of it; true if it was done. */
    tell(done: { ok: true } | { ok: false; reason: Refused }, saying: string): boolean {
      setRefused(done.ok ? null : words.refused[done.reason]);
      setSaid(done.ok ? saying : "");
      return done.ok;
    },
  };
}

/** A button that was pressed may be gone with what it did: then the focus is on the thing's own name, or the page's. */
export function focusThing(id: string): void {
  queueMicrotask(() => {
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (lost) (document.getElementById(headingOf(id)) ?? document.querySelector<HTMLElement>("main h1"))?.focus();
  });
}
export function headingOf(id: string): string {
  return `thing-${id}`;
}

const KeysContext = createContext<Keys>();
export const KeysProvider = KeysContext.Provider;

export function useKeys(): Keys {
  const keys = useContext(KeysContext);
  if (!keys) throw new Error("useKeys is called outside the register's page");
  return keys;
}
