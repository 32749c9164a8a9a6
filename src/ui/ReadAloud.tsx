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
  const said = () => (aloud.speaking() ? words.stop : words.read);
  return (
    <Show when={aloud.can()}>
      <Button
        kind="quiet"
        {...(props.of ? { name: `${said()}${words.of(props.of)}` } : {})}
        icon={aloud.speaking() ? "stop-circle" : "speaker-high"}
        onPress={() => (aloud.speaking() ? aloud.stop() : aloud.read(props.passages()))}
      >
        {said()}
      </Button>
    </Show>
  );
}
