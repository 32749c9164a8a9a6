// What others did about a question while somebody looks at its page, in sentences to be heard. What one did oneself is said
// where it was done, what stood there before is on the page, and neither is told here.
import type { DecisionView, PersonView } from "@fogata/domain";
import { type Accessor, createEffect, on, onCleanup } from "solid-js";
import { decidingWords } from "../../text/en-deciding.ts";
import { questionWords } from "../../text/en-question.ts";

const words = questionWords.news;
/** What comes within it is told at once, as it stands by then. */
export const togetherMs = 800;
/** After so long it was heard, and whoever goes through the page does not meet it below. */
export const heardMs = 20_000;
/** So many answers are told by name. */
const namedMost = 3;

export interface Hearing {
  me: string;
  name(person: string): string;
}

/** `mine`: what moved of its date and its state, this person moved. */
export function newsOf(before: DecisionView, now: DecisionView, o: Hearing & { mine: boolean }): string[] {
  if (before.state.kind === "waiting") return now.state.kind === "waiting" ? [] : [words.here];
  return [
    ...answersIn(before, now, o),
    ...wordingIn(before, now, o),
    ...newBy(before.notAsked, now.notAsked, o).map(({ by }) => words.notAsked(o.name(by))),
    ...(o.mine ? [] : [...dateIn(before, now, o), ...stateIn(before, now, o)]),
  ];
}

function answersIn(before: DecisionView, now: DecisionView, o: Hearing): string[] {
  const was = new Map(before.people.map(({ person, answer }) => [person, answer?.statement]));
  const isNew = ({ person, answer }: PersonView) => answer !== null && answer.statement !== was.get(person);
  const heard = now.people.filter((one) => isNew(one) && one.answer?.by !== o.me);
  const forMe = heard.find(({ person }) => person === o.me)?.answer;
  const others = heard.filter(({ person }) => person !== o.me);
  const said =
    others.length > namedMost ? [words.many(others.length)] : others.map((one) => saying(now, one, o.name(one.person)));
  return forMe ? [words.forMe(o.name(forMe.by)), ...said] : said;
}

function saying(view: DecisionView, { answer }: PersonView, name: string): string {
  const { kind, standing } = answer!;
  const { standing: told } = words;
  const how = standing in told ? told[standing as keyof typeof told] : "";
  const [own, plain] = [view.asked.words[kind], decidingWords.mine.kinds[kind]];
  return words.saying(name, own ? `${own} (${plain})` : plain, how);
}

function wordingIn(before: DecisionView, now: DecisionView, o: Hearing): string[] {
  if (now.wordings.length > 1 && before.wordings.length === 1) return [words.twoTexts];
  const [was, is] = [before.wordings.at(-1), now.wordings.at(-1)];
  return is && is.statement !== was?.statement && is.by !== o.me ? [words.text(o.name(is.by))] : [];
}

function dateIn(before: DecisionView, now: DecisionView, o: Hearing): string[] {
  const { day } = decidingWords.question;
  const [was, is] = [before.date, now.date];
  if (is.kind === "paused") return was.kind === "paused" ? [] : [words.toMeeting(o.name(is.by))];
  const back = was.kind === "paused" ? [words.back] : [];
  if (is.kind === "past") return [...back, ...(was.kind === "past" || now.decided ? [] : [words.past])];
  const asked = newBy(before.moreTime, now.moreTime, o).at(-1);
  if (asked) return [...back, words.moreTime(o.name(asked.by), day(is.at))];
  const moved = was.kind !== "until" || day(was.at) !== day(is.at);
  return [...back, ...(moved && !now.decided ? [words.date(day(is.at))] : [])];
}

function stateIn(before: DecisionView, now: DecisionView, o: Hearing): string[] {
  const [was, { state }] = [before.state.kind, now];
  if (state.kind === "talking-again") {
    const known = before.state.kind === "talking-again" ? before.state.why : [];
    return state.why.filter((why) => !known.includes(why)).map((why) => words.reopened[why]);
  }
  if (state.kind === was) return [];
  switch (state.kind) {
    case "talking":
      return [words.talking];
    case "can-close":
      return [words.canClose];
    case "decided": {
      const by = now.closings.find(({ statement }) => statement === now.decided?.closing)?.by ?? "";
      return by === o.me ? [] : [words.closed(o.name(by))];
    }
    case "void":
      return [words.nothing];
    case "open":
      // Back from a meeting is told with its date.
      return was === "talking" ? [words.noMore] : was === "paused" ? [] : [words.openAgain];
    default:
      return [];
  }
}

function newBy<T extends { by: string }>(before: readonly T[], now: readonly T[], { me }: Hearing): T[] {
  return now.slice(before.length).filter(({ by }) => by !== me);
}

/**
 * Told together once it has been quiet for a moment: somebody who changes their mind twice is heard once. `mine`: this
 * person is moving it just now. `onTold`: something newer than what stood on the page is told. Call it inside a component.
 */
export function tellNews(view: Accessor<DecisionView>, o: Hearing & { mine(): boolean; onTold(): void }): void {
  const region = besideThePage();
  let before = view();
  let mine = false;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let heard: ReturnType<typeof setTimeout> | undefined;
  function tell() {
    waiting = undefined;
    const now = view();
    const news = newsOf(before, now, { me: o.me, name: (person) => o.name(person), mine }).join(" ");
    [before, mine] = [now, false];
    if (news === "") return;
    // The same words again would be silent.
    region.textContent = region.textContent === news ? `${news}\u00a0` : news;
    clearTimeout(heard);
    heard = setTimeout(() => (region.textContent = ""), heardMs);
    o.onTold();
  }
  createEffect(
    on(
      view,
      () => {
        mine ||= o.mine();
        waiting ??= setTimeout(tell, togetherMs);
      },
      { defer: true },
    ),
  );
  onCleanup(() => {
    clearTimeout(waiting);
    clearTimeout(heard);
  });
}

/** What is heard once is not to be found again by whoever goes through the page. It is there before it has anything to say. */
function besideThePage(): HTMLElement {
  const region = document.createElement("p");
  region.className = "hide";
  region.setAttribute("aria-live", "polite");
  document.body.append(region);
  onCleanup(() => region.remove());
  return region;
}
