// Reading aloud: only by voices of the device, one passage after the other, and silent when it should be.
import { createRoot } from "solid-js";
import { expect, test } from "vitest";
import { createAloud, ownVoice } from "./aloud.ts";

const voice = (lang: string, more: Partial<SpeechSynthesisVoice> = {}) =>
  ({ lang, name: lang, voiceURI: lang, localService: true, default: false, ...more }) as SpeechSynthesisVoice;

test("a voice that sends the words to a service is never taken", () => {
  expect(ownVoice([voice("en-GB", { localService: false })], "en-GB")).toBeNull();
  expect(ownVoice([], "en-GB")).toBeNull();
});

test("the language itself comes first, then its default voice, then any relative; never another language", () => {
  const all = [voice("de-DE"), voice("en-US"), voice("en-AU", { default: true }), voice("en_GB")];
  expect(ownVoice(all, "en-GB")?.lang).toBe("en_GB");
  expect(ownVoice(all.slice(0, 3), "en-GB")?.lang).toBe("en-AU");
  expect(ownVoice(all.slice(0, 2), "en-GB")?.lang).toBe("en-US");
  expect(ownVoice(all.slice(0, 1), "en-GB")).toBeNull();
});

class Utterance {
  voice = null;
  lang = "";
  onend: (() => void) | null = null;
  onerror: (() => void) | null = null;
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}
function mouth(voices: SpeechSynthesisVoice[]) {
  const queue: Utterance[] = [];
  const heard = new Set<() => void>();
  return {
    queue,
    voices,
    come() {
      for (const hear of heard) hear();
    },
    getVoices: () => voices,
    addEventListener: (_: string, hear: () => void) => heard.add(hear),
    removeEventListener: (_: string, hear: () => void) => heard.delete(hear),
    speak: (one: Utterance) => queue.push(one),
    cancel: () => void queue.splice(0),
    heard,
  };
}

test("it can once the voices have come, reads passage by passage, and stops when asked or when its page goes", () => {
  globalThis.SpeechSynthesisUtterance = Utterance as never;
  const speech = mouth([]);
  createRoot((dispose) => {
    const aloud = createAloud("en-GB", speech as never);
    expect(aloud.can()).toBe(false);
    speech.voices.push(voice("en-GB"));
    speech.come();
    expect(aloud.can()).toBe(true);

    aloud.read(["Children are welcome.", " ", "We plan for them first."]);
    expect(speech.queue.map((one) => one.text)).toEqual(["Children are welcome.", "We plan for them first."]);
    expect(aloud.speaking()).toBe(true);
    speech.queue[0]!.onend!();
    expect(aloud.speaking()).toBe(true);
    const last = speech.queue[1]!;
    last.onend!();
    expect(aloud.speaking()).toBe(false);

    aloud.read(["One"]);
    aloud.stop();
    expect([aloud.speaking(), speech.queue.length]).toEqual([false, 0]);
    aloud.read(["Two"]);
    // The end of what was read before says nothing about what is read now.
    last.onend!();
    expect(aloud.speaking()).toBe(true);
    dispose();
    expect([speech.queue.length, speech.heard.size]).toEqual([0, 0]);
  });
});
