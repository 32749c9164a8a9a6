// Shows one scene of the preview: `/?scene=people` on the preview server.
import { render } from "solid-js/web";
import { App } from "../../../src/App.tsx";
import { WorkspaceProvider } from "../../../src/workspace/context.tsx";
import { makeWorkspaceDouble } from "../../support/workspace-double.ts";
import { scenes } from "./scenes.ts";

const wanted = new URLSearchParams(location.search);
const scene = scenes[wanted.get("scene") ?? "groups"] ?? scenes.groups!;
const theme = wanted.get("theme") === "dark" ? "dark" : "device";
history.replaceState(null, "", scene.path);

const workspace = makeWorkspaceDouble({ ...scene.picture, choices: { ...scene.picture.choices, theme } });
const root = document.querySelector("#app")!;
root.replaceChildren();
render(
  () => (
    <WorkspaceProvider workspace={workspace}>
      <App />
    </WorkspaceProvider>
  ),
  root,
);
