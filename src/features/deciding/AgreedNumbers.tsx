// I1 The numbers on which keys depend stand in an agreement and are signed besides: where the two differ, it is said, and
// whoever agrees signs what was agreed.
import { createEffect, createSignal, on, Show } from "solid-js";
import { decidingWords } from "../../text/en-deciding.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import type { Agreed } from "../../workspace/questions.types.ts";
import { makeActs } from "../belonging/acts.tsx";
import { useGroup } from "../group/context.tsx";

const words = decidingWords.numbers;

export function AgreedNumbers(props: { agreement: string }) {
  const group = useGroup();
  const acts = makeActs(group);
  const [agreed, setAgreed] = createSignal<Agreed | null>(null);
  createEffect(
    on(group.questions.all, () => {
      void group.questions.agreed().then((now) => now.ok && setAgreed(now.value));
    }),
  );
  const here = () => (agreed()?.numbersIn.includes(props.agreement) ? agreed()!.numbers : null);
  const differs = (which: "removal" | "welcomes") => {
    const number = here()?.[which] ?? null;
    return number !== null && number !== group.standing().chosen[which] ? number : null;
  };
  /** What the text says nothing of stays as it is signed. */
  const wanted = () => {
    const { chosen } = group.standing();
    return { removal: differs("removal") ?? chosen.removal, welcomes: differs("welcomes") ?? chosen.welcomes };
  };
  const asked = () =>
    group.asks().find(({ open, what }) => {
      const { removal, welcomes } = wanted();
      return open && what.kind === "numbers" && what.removal === removal && what.welcomes === welcomes;
    });
  const maySign = () => {
    const me = group.people().find(({ member }) => member === group.me().member);
    return group.writes() && me?.full === true && (asked()?.mine ?? "may-sign") === "may-sign";
  };
  async function sign() {
    const ask = asked();
    await acts.act(
      ask ? { type: "sign", ask: ask.id } : { type: "ask", what: { kind: "numbers", ...wanted() } },
      words.mine,
    );
  }
  return (
    <Show when={differs("removal") !== null || differs("welcomes") !== null}>
      <div ref={acts.place} tabindex="-1">
        <Banner icon="info" kind="look" title={words.title}>
          <p>{words.what}</p>
          <Show when={differs("removal")}>{(n) => <p>{words.removal(n(), group.standing().removalNeeds)}</p>}</Show>
          <Show when={differs("welcomes")}>{(n) => <p>{words.welcomes(n(), group.standing().welcomeNeeds)}</p>}</Show>
          <p aria-live="polite">{acts.fault() ?? (asked()?.mine === "signed" ? words.mine : "")}</p>
          <Show when={maySign()}>
            <div class="actions no-print">
              <Button busy={acts.busy()} onPress={() => void sign()}>
                {words.sign}
              </Button>
            </div>
          </Show>
        </Banner>
      </div>
    </Show>
  );
}
