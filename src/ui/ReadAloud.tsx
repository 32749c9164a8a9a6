// *Read aloud*, and *Stop* while it speaks. Not there at all where this device has no voice of its own.
import { Show } from "solid-js";
import { invitationWords } from "../text/en-invitations.ts";
import { text } from "../text/index.ts";
import { createAloud } from "./aloud.ts";
import { Button } from "./Button.tsx";

const words = invitationWords.aloud;

/** `of`: what it reads, for those who do not see beside what it stands. */
export function ReadAloud(props: { passages: () => readonly string[]; of?: string }) {
  const aloud = createAloud(text.language);
  return (
    <Show when={aloud.can()}>
      <Button
        kind="quiet"
        icon={aloud.speaking() ? "stop-circle" : "speaker-high"}
        onPress={() => (aloud.speaking() ? aloud.stop() : aloud.read(props.passages()))}
      >
        {aloud.speaking() ? words.stop : words.read}
        <Show when={props.of}>{(what) => <span class="hide">{words.of(what())}</span>}</Show>
      </Button>
    </Show>
  );
}
