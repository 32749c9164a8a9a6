// The opening of an agreement's page: where it lies, its name, what it comes to, and the one thing to do about it next.
import { Show } from "solid-js";
import { agreementPage } from "../../text/en-agreement-page.ts";
import { agreementWords } from "../../text/en-agreements.ts";
import { text } from "../../text/index.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { PageHead } from "../../ui/Page.tsx";
import type { OpenAgreement } from "../../workspace/types.ts";
import { AskAbout } from "../deciding/AskAbout.tsx";
import { useGroup } from "../group/context.tsx";
import { StateOf } from "./AgreementRowItem.tsx";
import type { OnTop } from "./on-top.ts";
import type { WorkingGroupOf } from "./whose.ts";

export function Head(props: {
  agreement: OpenAgreement;
  top: OnTop;
  /** Whose papers it is among; null for the whole group's. */
  of: WorkingGroupOf | null;
  empty: boolean;
  onPropose: () => void;
}) {
  const group = useGroup();
  const title = () => props.top.title || text.agreements.untitled;
  // Its line is there from the beginning: the text must not move under somebody who begins to write.
  const length = () => {
    const { minutes } = props.top;
    if (props.empty && !inForce()) return agreementPage.nothingYet;
    return minutes === null ? "\u00a0" : agreementPage.minutes(minutes);
  };
  const view = () => group.madeFrom.comesTo(props.agreement.id);
  const inForce = () => view().force !== null;
  const open = () => props.agreement.fault() === null && !props.agreement.newer();
  return (
    <PageHead title={title()} group={group.name()} before={<Back of={props.of} />}>
      {/* What a text comes to that is not here is not known yet. */}
      <Show when={props.agreement.fault() !== "missing" || view().state.kind !== "draft"}>
        <StateOf view={view()} since />
      </Show>
      <p class="faint">{length()}</p>
      <Show when={props.agreement.fault() !== "missing"}>
        <AskAbout
          document={props.agreement.id}
          as="draft"
          title={props.top.title}
          reviewOn={props.top.facts?.reviewOn}
          ready={!props.empty && props.top.minutes !== null}
        >
          <Show when={open() && group.writes()}>
            <Button
              {...(inForce() ? { kind: "main" as const } : {})}
              icon="pencil-simple-line"
              onPress={() => props.onPropose()}
            >
              {agreementWords.changes.propose}
            </Button>
          </Show>
        </AskAbout>
      </Show>
    </PageHead>
  );
}

function Back(props: { of: WorkingGroupOf | null }) {
  const at = () => `/g/${useGroup().id}`;
  return (
    <Show
      when={props.of}
      fallback={
        <a class="crumb no-print" href={`${at()}/agreements`}>
          <Icon name="caret-left" flips /> {agreementPage.back}
        </a>
      }
    >
      {(one) => (
        <a class="crumb no-print" href={`${at()}/working-groups/${one().id}`}>
          <Icon name="caret-left" flips /> <bdi>{one().name}</bdi>
        </a>
      )}
    </Show>
  );
}
