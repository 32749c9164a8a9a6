// The shape of what a request to join has come to, and whether it has ended. Its words are the page's.
import type { JoiningView } from "@fogata/sync";
import type { IconName } from "../../ui/icons/names.ts";

type State = JoiningView["state"];
export type Ended = Extract<State, "refused" | "used" | "expired" | "withdrawn">;

export function hasEnded(state: State): state is Ended {
  return state === "refused" || state === "used" || state === "expired" || state === "withdrawn";
}

export function iconOf(state: State): IconName {
  if (hasEnded(state)) return "prohibit";
  if (state === "relay-unreachable") return "cloud-slash";
  return state === "admitted" ? "check-circle" : "clock";
}
