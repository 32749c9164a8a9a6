// Reading aloud by voices that live on this device alone: what is read goes to no service. Where there is none, there is
// nothing to press.
import { type Accessor, createSignal, onCleanup } from "solid-js";

export interface Aloud {
  /** A voice of this device speaks the language, or at least one does where the language is not said. */
  can: Accessor<boolean>;
  speaking: Accessor<boolean>;
  /** One passage after the other; what was being read before stops. */
  read(passages: readonly string[]): void;
  stop(): void;
}

/** Call it inside a component: it falls silent with it. */
export function createAloud(language: string, speech: SpeechSynthesis | undefined = globalThis.speechSynthesis): Aloud {
  const [voice, setVoice] = createSignal<SpeechSynthesisVoice | null>(null);
  const [speaking, setSpeaking] = createSignal(false);
  // Only the latest reading may say that it has ended.
  let reading = 0;

  const look = () => setVoice(() => (speech ? ownVoice(speech.getVoices(), language) : null));
  look();
  // Browsers gather their voices in their own time.
  speech?.addEventListener?.("voiceschanged", look);

  function stop(): void {
    reading++;
    setSpeaking(false);
    speech?.cancel();
  }
  onCleanup(() => {
    speech?.removeEventListener?.("voiceschanged", look);
    if (speaking()) stop();
  });

  return {
    can: () => voice() !== null,
    speaking,
    stop,
    read(passages) {
      const own = voice();
      stop();
      const said = passages.map((one) => one.trim()).filter((one) => one !== "");
      if (!speech || own === null || said.length === 0) return;
      const mine = reading;
      setSpeaking(true);
      // A passage each: some voices fall silent in the middle of anything long.
      said.forEach((passage, at) => {
        const utterance = new SpeechSynthesisUtterance(passage);
        utterance.voice = own;
        utterance.lang = own.lang;
        const last = at === said.length - 1;
        utterance.onend = () => last && mine === reading && setSpeaking(false);
        utterance.onerror = () => mine === reading && stop();
        speech.speak(utterance);
      });
    },
  };
}

/** Exactly this language if there is, else its nearest relative; never a voice that sends the words away. */
export function ownVoice(all: readonly SpeechSynthesisVoice[], language: string): SpeechSynthesisVoice | null {
  const own = all.filter((voice) => voice.localService);
  const tag = (voice: SpeechSynthesisVoice) => voice.lang.replace("_", "-").toLowerCase();
  const wanted = language.toLowerCase();
  const near = own.filter((voice) => tag(voice).split("-")[0] === wanted.split("-")[0]);
  return near.find((voice) => tag(voice) === wanted) ?? near.find((voice) => voice.default) ?? near[0] ?? null;
}
