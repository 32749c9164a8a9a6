// What a request to join says of itself, in words and a shape.
import type { JoiningView } from "@fogata/sync";
import { text } from "../../text/index.ts";
import type { IconName } from "../../ui/icons/names.ts";

export interface JoiningWords {
  icon: IconName;
  title: string;
  /** The same, in a list. */
  short: string;
  /** What it means, when the request has ended without an admission. */
  what: string | null;
  ended: boolean;
}

export function joiningState(state: JoiningView["state"]): JoiningWords {
  switch (state) {
    case "refused":
    case "used":
    case "expired":
    case "withdrawn":
      return { icon: "prohibit", ...text.join.ended[state], short: text.join.ended[state].title, ended: true };
    case "relay-unreachable":
      return {
        icon: "cloud-slash",
        title: text.join.state[state],
        short: text.join.short[state],
        what: null,
        ended: false,
      };
    case "admitted":
      return {
        icon: "check-circle",
        title: text.join.state[state],
        short: text.join.short[state],
        what: null,
        ended: false,
      };
    case "sending":
    case "waiting":
      return { icon: "clock", title: text.join.state[state], short: text.join.short[state], what: null, ended: false };
  }
}
