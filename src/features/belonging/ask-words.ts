// What an ask asks, in one sentence; said as "you" to whoever it is about.
import type { AskView, MemberId } from "@fogata/sync";
import { peopleWords as words } from "../../text/en-people.ts";

export interface Naming {
  me(): MemberId;
  name(member: MemberId): string;
}

/** `moment`: an end as it is said today. */
export function askTitle(
  { by, what }: Pick<AskView, "by" | "what">,
  who: Naming,
  moment: (at: number) => string,
): string {
  const asker = who.name(by);
  if (what.kind === "numbers") return words.asks.numbers(asker);
  const [about, isMe] = [who.name(what.member), what.member === who.me()];
  switch (what.kind) {
    case "removal":
      return words.asks.removal(asker, about, isMe);
    case "pause":
      return what.device === null
        ? words.asks.pause(asker, about, moment(what.until), isMe)
        : words.asks.pauseDevice(asker, about, moment(what.until), isMe);
    case "welcome":
      return words.asks.welcome(asker, about, isMe);
    case "recovery":
      return words.asks.recovery(asker, about, isMe);
  }
}
