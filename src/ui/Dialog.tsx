// A truly modal dialog: the browser's own, so Escape closes it, nothing behind it can be reached, and the focus goes
// back to where it was. It is in the page only while it is open.
import { createUniqueId, type JSX, onCleanup, onMount, Show } from "solid-js";
import { text } from "../text/index.ts";
import { Icon } from "./Icon.tsx";

export interface DialogProps {
  open: boolean;
  title: string;
  onClose: () => void;
  children: JSX.Element;
}

export function Dialog(props: DialogProps) {
  return (
    <Show when={props.open}>
      <OpenDialog title={props.title} onClose={props.onClose}>
        {props.children}
      </OpenDialog>
    </Show>
  );
}

function OpenDialog(props: Omit<DialogProps, "open">) {
  const titleId = createUniqueId();
  const before = document.activeElement;
  let dialog!: HTMLDialogElement;
  let heading!: HTMLHeadingElement;
  let closing!: HTMLButtonElement;
  onMount(() => {
    // A press beside it closes it too, where the browser knows how; it then asks as Escape does.
    dialog.setAttribute("closedby", "any");
    dialog.showModal();
    // Where no field asks for it, a screen reader begins with what this is, not with the way out of it.
    if (document.activeElement === closing) heading.focus();
  });
  onCleanup(() => {
    dialog.close();
    // The element leaves the page while it is open, so the browser cannot give the focus back by itself.
    if (before instanceof HTMLElement && before.isConnected) before.focus();
  });
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
    >
      <div class="dialog-head">
        <h2 ref={heading} id={titleId} tabindex="-1">
          {props.title}
        </h2>
        <button
          ref={closing}
          type="button"
          class="btn btn-quiet btn-icon"
          aria-label={text.close}
          onClick={() => props.onClose()}
        >
          <Icon name="x" />
        </button>
      </div>
      {props.children}
    </dialog>
  );
}
