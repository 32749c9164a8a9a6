// Founding together, its first step: what the group and I are called, and how it goes.
import { useNavigate } from "@solidjs/router";
import { For } from "solid-js";
import { foundingWords } from "../../text/en-founding.ts";
import { PageHead } from "../../ui/Page.tsx";
import { PlainPage } from "../../ui/PlainPage.tsx";
import { useWorkspace } from "../../workspace/context.tsx";
import { type Names, NamesForm } from "../groups/NamesForm.tsx";

const words = foundingWords.begin;

export default function BeginPage() {
  const workspace = useWorkspace();
  const navigate = useNavigate();
  async function begin(names: Names): Promise<string | null> {
    const begun = await workspace.beginFounding(names);
    if (!begun.ok) return words.fault[begun.reason];
    navigate(`/founding/${begun.value.id}`, { replace: true });
    return null;
  }

  return (
    <PlainPage home="/">
      <PageHead title={words.title} lead={words.lead} />
      <section class="section" aria-labelledby="how">
        <h2 id="how">{words.how}</h2>
        <ol class="stack">
          <For each={words.steps}>{(step) => <li>{step}</li>}</For>
        </ol>
      </section>
      <NamesForm button={words.button} begin={begin} />
      <p class="faint">{words.not}</p>
      <p>
        <a class="btn btn-quiet" href="/start">
          {foundingWords.alone}
        </a>
      </p>
    </PlainPage>
  );
}
