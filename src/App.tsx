// The app within its workspace: routes, the choices of this device, and what stands when something does not.
import { Route, Router, type RouteSectionProps, useLocation, useNavigate } from "@solidjs/router";
import { createEffect, ErrorBoundary, For, on, Show, Suspense } from "solid-js";
import { BrokenPage } from "./features/fault/BrokenPage.tsx";
import { FaultPage } from "./features/fault/FaultPage.tsx";
import { GroupFrame, groupPages, NotFoundPage, plainPages } from "./features/index.ts";
import { LockNow } from "./features/lock/LockNow.tsx";
import { text } from "./text/index.ts";
import { applyChoices, changeLetters } from "./ui/appearance.ts";
import { PlainPage } from "./ui/PlainPage.tsx";
import { Opening } from "./ui/States.tsx";
import { UpdateNotice } from "./ui/UpdateNotice.tsx";
import "./ui/styles/index.css";
import { createUpdate, UpdateContext } from "./update.ts";
import { useWorkspace } from "./workspace/context.tsx";

/** `settled`: what the page was opened for has come, so that keeping the app for later takes nothing from it. */
export function App(props: { settled?: Promise<unknown> }) {
  const workspace = useWorkspace();
  const update = createUpdate({ beforeReload: workspace.flush, after: props.settled });
  document.documentElement.lang = text.language;
  document.documentElement.dir = text.direction;
  createEffect(() => applyChoices(workspace.choices()));
  return (
    <UpdateContext.Provider value={update}>
      <Show when={workspace.fault() === null} fallback={<FaultPage fault={workspace.fault() ?? "app-incomplete"} />}>
        <Router root={Root}>
          <For each={Object.entries(plainPages)}>{([path, page]) => <Route path={path} component={page} />}</For>
          <Route path="/g/:group" component={GroupFrame}>
            <For each={Object.entries(groupPages)}>{([path, page]) => <Route path={path} component={page} />}</For>
          </Route>
          <Route path="*" component={NotFoundPage} />
        </Router>
      </Show>
      <LockNow />
      <UpdateNotice noticed={update.noticed()} onUse={update.use} onLater={update.later} />
    </UpdateContext.Provider>
  );
}

function Root(props: RouteSectionProps) {
  const workspace = useWorkspace();
  const navigate = useNavigate();
  const location = useLocation();
  createEffect(on(() => location.pathname, changeLetters, { defer: true }));
  // Opened by an invitation: its secret has left the address already, so the page goes to where it is read.
  createEffect(() => {
    if (workspace.invitation() !== null) navigate("/join", { replace: true });
  });
  return (
    <ErrorBoundary fallback={(error, reset) => <BrokenPage error={error} onAgain={reset} />}>
      <Suspense fallback={<Coming />}>{props.children}</Suspense>
    </ErrorBoundary>
  );
}

/** On a slow line the page behind an address takes its time; what is there meanwhile is a page as well. */
function Coming() {
  return (
    <PlainPage>
      <Opening />
    </PlainPage>
  );
}
