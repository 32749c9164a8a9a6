// The group whose pages these are.
import { createContext, type JSX, useContext } from "solid-js";
import type { GroupWorkspace } from "../../workspace/types.ts";

const GroupContext = createContext<GroupWorkspace>();

export function GroupProvider(props: { group: GroupWorkspace; children: JSX.Element }) {
  return <GroupContext.Provider value={props.group}>{props.children}</GroupContext.Provider>;
}

export function useGroup(): GroupWorkspace {
  const group = useContext(GroupContext);
  if (!group) throw new Error("useGroup is called outside a group's pages");
  return group;
}
