// What stands in the way of reading an agreement, or of writing in it, and what is safe meanwhile.
import { Show } from "solid-js";
import { agreementPage } from "../../text/en-agreement-page.ts";
import { text } from "../../text/index.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import type { OpenAgreement, OpenFault } from "../../workspace/types.ts";

export function Faults(props: { agreement: OpenAgreement }) {
  return (
    <>
      <Show when={props.agreement.fault()}>{(fault) => <Fault fault={fault()} />}</Show>
      <Show when={props.agreement.newer()}>
        <Banner icon="info" kind="look" title={agreementPage.newer.title}>
          <p>{agreementPage.newer.what}</p>
        </Banner>
      </Show>
    </>
  );
}

export function Fault(props: { fault: OpenFault }) {
  return (
    <Banner
      icon="info"
      kind={props.fault === "corrupt" ? "grave" : "plain"}
      title={agreementPage.fault[props.fault].title}
    >
      <p>{agreementPage.fault[props.fault].what}</p>
      <Show when={props.fault === "app-incomplete"}>
        <div class="actions">
          <Button onPress={() => location.reload()}>{text.tryAgain}</Button>
        </div>
      </Show>
    </Banner>
  );
}
