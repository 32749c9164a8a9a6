// The words of an agreement to read at once, then the editor over the same place.
import { ErrorBoundary, Show, Suspense } from "solid-js";
import { agreementPage } from "../../text/en-agreement-page.ts";
import { Check } from "../../ui/Choice.tsx";
import { Opening } from "../../ui/States.tsx";
import { useWorkspace } from "../../workspace/context.tsx";
import type { OpenAgreement } from "../../workspace/types.ts";
import { useGroup } from "../group/context.tsx";
import { PartMissing, part } from "../part.ts";
import type { MountedEditor } from "./editor/view.ts";
import { Fault } from "./Faults.tsx";
import { ReadText } from "./ReadText.tsx";

const AgreementEditor = part(() =>
  import("./editor/AgreementEditor.tsx").then((m) => ({ default: m.AgreementEditor })),
);
/** While the document loads, so that both are there at the same moment. */
export const fetchEditor = () => void AgreementEditor.preload().catch(() => {});

export function Writing(props: {
  agreement: OpenAgreement;
  empty: boolean;
  locked: boolean;
  onEmpty: (empty: boolean) => void;
  onMounted: (editor: MountedEditor) => void;
  onComment: () => void;
  onSuggest: () => void;
}) {
  const group = useGroup();
  const workspace = useWorkspace();
  const writes = () => !props.locked && group.writes(props.agreement.id);
  return (
    <Show when={props.agreement.live()} keyed fallback={<Words agreement={props.agreement} />}>
      {(live) => (
        <>
          <div class="writing-place">
            <Show when={props.empty && writes()}>
              <p class="start-here doc" aria-hidden="true">
                {agreementPage.startHere}
              </p>
            </Show>
            <ErrorBoundary fallback={(error) => <WithoutEditor agreement={props.agreement} error={error} />}>
              <Suspense fallback={<Words agreement={props.agreement} />}>
                <AgreementEditor
                  handle={live.handle}
                  path={live.path}
                  label={agreementPage.text}
                  presence={live.presence}
                  editable={!props.agreement.newer() && writes()}
                  onEmpty={props.onEmpty}
                  onMounted={props.onMounted}
                  onComment={props.onComment}
                  onSuggest={props.onSuggest}
                />
              </Suspense>
            </ErrorBoundary>
          </div>
          <Show when={writes()}>
            <Check
              label={agreementPage.showMyName}
              hint={agreementPage.showMyNameHint}
              checked={workspace.choices().showMyName}
              onChange={(showMyName) => workspace.choose({ showMyName })}
            />
          </Show>
        </>
      )}
    </Show>
  );
}

/** What there is to read until the document can be written in. */
function Words(props: { agreement: OpenAgreement }) {
  return (
    <Show
      when={props.agreement.readable()}
      fallback={
        <Show when={!props.agreement.fault()}>
          <Opening lines={6} label={agreementPage.opening} />
        </Show>
      }
    >
      {(readable) => (
        <>
          <ReadText blocks={readable().blocks} />
          <Show when={!props.agreement.fault()}>
            <p class="faint">{agreementPage.readOnly}</p>
          </Show>
        </>
      )}
    </Show>
  );
}

/** The editor did not load: the words can still be read. Anything else is the whole page's to say. */
function WithoutEditor(props: { agreement: OpenAgreement; error: unknown }) {
  if (!(props.error instanceof PartMissing)) throw props.error;
  return (
    <>
      <Fault fault="app-incomplete" />
      <Show when={props.agreement.readable()}>{(readable) => <ReadText blocks={readable().blocks} />}</Show>
    </>
  );
}
