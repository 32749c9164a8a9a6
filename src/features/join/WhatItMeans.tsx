// What one says yes to, before one is asked: of joining, of adding a device, of coming back. To read, or to be read.
import type { Purpose } from "@fogata/sync";
import { For } from "solid-js";
import { foundingWords } from "../../text/en-founding.ts";
import { invitationWords } from "../../text/en-invitations.ts";
import { Icon } from "../../ui/Icon.tsx";
import { ReadAloud } from "../../ui/ReadAloud.tsx";

const words = invitationWords.join;
const said: Record<Purpose, { sentences: readonly string[]; not: string }> = {
  founding: { sentences: foundingWords.join.means, not: foundingWords.join.not },
  person: { sentences: words.means, not: words.meansNot },
  device: { sentences: words.deviceMeans, not: words.deviceNot },
  recovery: { sentences: words.recoveryMeans, not: words.recoveryNot },
};

export function WhatItMeans(props: { purpose: Purpose }) {
  const title = () => (props.purpose === "person" ? words.meansTitle : words.whatTitle);
  const means = () => said[props.purpose];
  return (
    <section class="section" aria-labelledby="means">
      <h2 id="means">{title()}</h2>
      <ReadAloud passages={() => [title(), ...means().sentences, means().not]} of={title()} />
      <ul class="ticks">
        <For each={means().sentences}>
          {(sentence) => (
            <li>
              <Icon name="check" />
              <p>{sentence}</p>
            </li>
          )}
        </For>
        <li>
          <Icon name={props.purpose === "recovery" ? "clock" : "prohibit"} />
          <p>{means().not}</p>
        </li>
      </ul>
    </section>
  );
}
