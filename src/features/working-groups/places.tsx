// The working groups as the parts of their pages see them: who is who, where I have a place, and what came of a press.
import { addDays, type Day } from "@fogata/domain";
import type { CircleView } from "@fogata/sync";
import { createContext, createSignal, useContext } from "solid-js";
import { workingGroupsWords as words } from "../../text/en-working-groups.ts";
import type { GroupWorkspace, ViewOf } from "../../workspace/types.ts";

export type WorkingGroup = ViewOf<"working-groups">["groups"][number];
export type Offer = WorkingGroup["offers"][number];
export type Request = WorkingGroup["requests"][number];
export type Refused = keyof typeof words.refused;
export type Places = ReturnType<typeof makePlaces>;

/** Call it inside a component: the document is left with it. */
export function makePlaces(group: GroupWorkspace) {
  const open = group.openDocument("working-groups");
  const [said, setSaid] = createSignal("");
  const [refused, setRefused] = createSignal<string | null>(null);
  const [busy, setBusy] = createSignal(false);
  const me = () => group.me().member;
  function tell(done: { ok: true } | { ok: false; reason: Refused }, saying: string): boolean {
    setRefused(done.ok ? null : words.refused[done.reason]);
    setSaid(done.ok ? saying : "");
    return done.ok;
  }
  /** One press at a time: what is under way is not begun again. */
  async function once(step: () => Promise<void>): Promise<void> {
    if (busy()) return;
    setBusy(true);
    await step().finally(() => setBusy(false));
  }
  const name = (member: string) => group.nameOf(member) ?? words.somebody;
  return {
    open,
    said,
    refused,
    busy,
    tell,
    me,
    name,
    writes: group.writes,
    others: () => group.people().filter((person) => person.member !== me()),
    /** My place in it, if this device knows of one. */
    mine: (one: WorkingGroup): CircleView | null => group.circles.all().find(({ id }) => id === one.circle) ?? null,
    isSeated: (one: WorkingGroup) => group.circles.all().some(({ id, mine }) => id === one.circle && mine === "seated"),
    give: (one: WorkingGroup, request: Request, until: Day | null) =>
      once(async () => {
        const given = await group.circles.seat(one.circle, { member: request.by, until: endOf(until) });
        if (given.ok) open.change("answer", { group: one.id, request: request.id });
        tell(given, words.done.given(name(request.by)));
      }),
    /** First their place, then the end of mine: in this order nobody is left without one. */
    handOn: (one: WorkingGroup, offer: Offer) =>
      once(async () => {
        const given = await group.circles.seat(one.circle, { member: offer.to, until: endOf(offer.until) });
        if (given.ok) open.change("handOn", { group: one.id, offer: offer.id });
        const left = given.ok ? await group.circles.leave(one.circle) : given;
        tell(left, words.done.handedOn(name(offer.to)));
      }),
    endSeat: (one: WorkingGroup, member: string, ends: boolean) =>
      once(async () => {
        const done = await group.circles.endSeat(one.circle, { member, ends });
        tell(done, ends ? words.done.saidSo(name(member)) : words.done.notSo);
      }),
    leave: (one: WorkingGroup) => once(async () => void tell(await group.circles.leave(one.circle), words.done.left)),
  };
}

/** The place lasts through its last day, by this device's clock. */
function endOf(until: Day | null): number | null {
  return until === null ? null : new Date(`${addDays(until, 1)}T00:00:00`).getTime();
}
/** The last day of a place that ends then. */
export function lastDayOf(until: number): Day {
  const last = new Date(until - 1);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${last.getFullYear()}-${two(last.getMonth() + 1)}-${two(last.getDate())}` as Day;
}

const PlacesContext = createContext<Places>();
export const PlacesProvider = PlacesContext.Provider;
export function usePlaces(): Places {
  const places = useContext(PlacesContext);
  if (!places) throw new Error("usePlaces is called outside the pages of working groups");
  return places;
}
