// Starting a group asks two things and nothing else.
import { useNavigate } from "@solidjs/router";
import { foundingWords } from "../../text/en-founding.ts";
import { text } from "../../text/index.ts";
import { PageHead } from "../../ui/Page.tsx";
import { PlainPage } from "../../ui/PlainPage.tsx";
import { useWorkspace } from "../../workspace/context.tsx";
import { type Names, NamesForm } from "./NamesForm.tsx";

export default function StartPage() {
  const workspace = useWorkspace();
  const navigate = useNavigate();
  async function start(names: Names): Promise<string | null> {
    const started = await workspace.startGroup(names);
    if (!started.ok) return text.start.fault[started.reason];
    navigate(`/g/${started.value}`);
    return null;
  }

  return (
    <PlainPage home="/">
      <PageHead title={text.start.title} lead={text.start.lead} />
      <NamesForm button={text.start.button} begin={start} />
      <p class="faint">{text.start.same}</p>
      <div class="stack">
        <p>
          <a class="btn btn-quiet" href="/start/together" aria-describedby="together">
            {foundingWords.way}
          </a>
        </p>
        <p class="hint" id="together">
          {foundingWords.wayWhat}
        </p>
      </div>
    </PlainPage>
  );
}
