// Puts a person's choices on the page: attributes that the tokens read. Nothing else knows how they look.
export interface Appearance {
  theme: "device" | "light" | "dark";
  text: "usual" | "large" | "largest";
  reading: "usual" | "plain";
}

/** The colour round the page, as in tokens.css: --paper. */
const papers = { light: "#f6f4f0", dark: "#181512" } as const;

export function applyChoices(choices: Appearance): void {
  const root = document.documentElement;
  attribute(root, "data-theme", choices.theme === "device" ? null : choices.theme);
  attribute(root, "data-text", choices.text === "usual" ? null : choices.text);
  attribute(root, "data-reading", choices.reading === "usual" ? null : choices.reading);
  for (const meta of document.querySelectorAll<HTMLMetaElement>("meta[name='theme-color']")) {
    const own = meta.media.includes("dark") ? "dark" : "light";
    meta.content = papers[choices.theme === "device" ? own : choices.theme];
  }
}

function attribute(element: Element, name: string, value: string | null): void {
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

const faces = ["Literata Variable", "Atkinson Hyperlegible Next Variable"];
let lettersHere = false;

/** Fetches the two faces. Until they are worn, their stand-ins do (fonts.css). */
export async function fetchLetters(): Promise<void> {
  await Promise.all(faces.map((face) => document.fonts.load(`1em "${face}"`))).catch(() => {});
  lettersHere = true;
  if (document.visibilityState === "hidden") changeLetters();
}

/** At a moment when everything moves anyway, or nobody looks: under somebody's eyes no line may break anew. */
export function changeLetters(): void {
  if (lettersHere) wearLetters();
}

export function wearLetters(): void {
  document.documentElement.setAttribute("data-letters", "");
}
