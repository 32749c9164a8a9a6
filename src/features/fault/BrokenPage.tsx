// A page stopped because of a fault in Fogata itself. The words are safe; the way back is one press.
import { text } from "../../text/index.ts";
import { Button } from "../../ui/Button.tsx";
import { PageHead } from "../../ui/Page.tsx";
import { PlainPage } from "../../ui/PlainPage.tsx";

export function BrokenPage(props: { error: unknown; onAgain: () => void }) {
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
