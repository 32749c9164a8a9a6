// One press from every page of a group: the screen is blank before the finger is up again.
import { Show } from "solid-js";
import { text } from "../../text/index.ts";
import { Icon } from "../../ui/Icon.tsx";
import { useLock } from "./app-lock.ts";

export function LockNow() {
  const lock = useLock();
  return (
    <Show when={lock?.set()}>
      {/* Pointer down, not the click that follows it: the moment may be short. */}
      <button
        type="button"
        class="btn lock-now"
        aria-keyshortcuts="Escape Escape Escape"
        onPointerDown={() => lock?.lockNow()}
        onClick={() => lock?.lockNow()}
      >
        <Icon name="lock-simple" /> <span>{text.lockNow}</span>
      </button>
    </Show>
  );
}
