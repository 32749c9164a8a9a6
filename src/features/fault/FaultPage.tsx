// Fogata cannot start on this device: what is safe, and what can be done.
import { text } from "../../text/index.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { PageHead } from "../../ui/Page.tsx";
import { PlainPage } from "../../ui/PlainPage.tsx";
import type { Workspace } from "../../workspace/types.ts";

export type Fault = NonNullable<ReturnType<Workspace["fault"]>>;

export function FaultPage(props: { fault: Fault }) {
  const words = () => text.fault[props.fault];
  return (
    <PlainPage stopped>
      <PageHead title={words().title} lead={words().what} />
      <Banner icon="info" kind="plain">
        <p>{words().can}</p>
      </Banner>
      <div class="actions">
        <Button onPress={() => location.reload()}>{text.broken.again}</Button>
      </div>
    </PlainPage>
  );
}
