// Hands the workspace to the pages. There is one for each page of the browser, made in main.tsx.
import { createContext, type ParentProps, useContext } from "solid-js";
import type { Workspace } from "./types.ts";

const WorkspaceContext = createContext<Workspace>();

export function WorkspaceProvider(props: ParentProps<{ workspace: Workspace }>) {
  return <WorkspaceContext.Provider value={props.workspace}>{props.children}</WorkspaceContext.Provider>;
}

export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error("useWorkspace is called outside WorkspaceProvider");
  return workspace;
}
