// A page stopped: because a part of Fogata could not be loaded, or because of a fault in it. The words are safe; the way
// back is one press, or any other page.
import { useLocation } from "@solidjs/router";
import { createEffect, on } from "solid-js";
import { text } from "../../text/index.ts";
import { Button } from "../../ui/Button.tsx";
import { PageHead } from "../../ui/Page.tsx";
import { PlainPage } from "../../ui/PlainPage.tsx";
import { PartMissing } from "../part.ts";
import { FaultPage } from "./FaultPage.tsx";

export function BrokenPage(props: { error: unknown; onAgain: () => void }) {
  const location = useLocation();
  // Another page has no part in this one's fault.
  createEffect(on(() => location.pathname, props.onAgain, { defer: true }));
  if (props.error instanceof PartMissing) return <FaultPage fault="app-incomplete" />;
  return (
    <PlainPage home="/">
      <PageHead title={text.broken.title} lead={text.broken.what} />
      <div class="actions">
        <Button kind="main" onPress={props.onAgain}>
          {text.broken.again}
        </Button>
      </div>
      <details class="fold">
        <summary>{text.broken.details}</summary>
        <p class="hint">
          {props.error instanceof Error ? `${props.error.name}: ${props.error.message}` : String(props.error)}
        </p>
      </details>
    </PlainPage>
  );
}
