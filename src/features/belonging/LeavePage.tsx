// Leaving: no reason asked. A copy is offered first, then what stays and what ends is said plainly, then it is done.
import { For, Show, Suspense } from "solid-js";
import { peopleWords as words } from "../../text/en-people.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { PageHead } from "../../ui/Page.tsx";
import { ThatIsAll } from "../../ui/States.tsx";
import { useGroup } from "../group/context.tsx";
import { part } from "../part.ts";
import { QuietWays } from "../start-again/Ways.tsx";
import { ActsPlace, makeActs, makeNames } from "./acts.tsx";
import { TakeBackWords } from "./TakeBackWords.tsx";

import "./belonging.css";

const ReadableCopy = part(() => import("../readable-copy/ReadableCopy.tsx"));

export default function LeavePage() {
  const group = useGroup();
  const acts = makeActs(group);
  const { myself } = makeNames(group);
  const mayLeave = () => group.here().kind === "here" || group.here().kind === "paused";
  const lastFull = () => myself()?.full === true && group.standing().full === 1 && group.people().length > 1;
  return (
    <ActsPlace acts={acts}>
      <PageHead
        title={mayLeave() ? words.leave.title : words.leave.afterTitle}
        group={group.name()}
        {...(mayLeave() ? { soft: words.leave.lead } : {})}
      />
      <Suspense>
        <ReadableCopy />
      </Suspense>
      <Show when={mayLeave()}>
        <Told title={words.leave.endsTitle} say={words.leave.ends(myself()?.devices.length ?? 1)} />
        <Told title={words.leave.staysTitle} say={words.leave.stays} />
        <Told title={words.leave.keepsTitle} say={words.leave.keeps} />
        <Show when={lastFull()}>
          <Banner icon="info" kind="look">
            <p>{words.leave.lastFull}</p>
          </Banner>
        </Show>
        <TakeBackWords />
        <div class="actions">
          <Button kind="main" busy={acts.busy()} onPress={() => void acts.act({ type: "leave" }, words.leave.done)}>
            {words.leave.do}
          </Button>
          <a class="btn btn-quiet" href={`/g/${group.id}/people`}>
            {words.leave.stay}
          </a>
        </div>
      </Show>
      <QuietWays />
      <ThatIsAll />
    </ActsPlace>
  );
}

function Told(props: { title: string; say: readonly string[] }) {
  return (
    <section class="section">
      <h2>{props.title}</h2>
      <ul class="told">
        <For each={props.say}>{(one) => <li>{one}</li>}</For>
      </ul>
    </section>
  );
}
