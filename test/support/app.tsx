// The whole app over a workspace double, in jsdom: open it at an address, then read the page as a person would.
import { configure, render } from "@solidjs/testing-library";
import { App } from "../../src/App.tsx";
// What the app fetches late: the first test of a file would wait for it to be compiled, on a busy machine too long.
import "../../src/inner.ts";
import { WorkspaceProvider } from "../../src/workspace/context.tsx";
import { type Answers, makeWorkspaceDouble, type Picture, type WorkspaceDouble } from "./workspace-double.ts";

// What is fetched later still is compiled while a test waits for it, which a busy machine takes its time over.
configure({ asyncUtilTimeout: 15_000 });

export function openApp(path: string, picture: Picture, answers: Answers = {}): WorkspaceDouble {
  fillTheGaps();
  history.replaceState(null, "", path);
  const workspace = makeWorkspaceDouble(picture, answers);
  render(() => (
    <WorkspaceProvider workspace={workspace}>
      <App />
    </WorkspaceProvider>
  ));
  return workspace;
}

/** What every browser has and jsdom has not: enough for the pages to stand; how it looks is for real browsers. */
export function fillTheGaps(): void {
  window.scrollTo = () => {};
  HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
    this.open = true;
    this.querySelector<HTMLElement>("[autofocus], button, input")?.focus();
  };
  HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
    this.open = false;
  };
}
