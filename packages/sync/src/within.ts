// A circle's client hears of its own documents only.
import type { Documents } from "./ports.ts";

export function within(circle: string, documents: Documents): Documents {
  return { ...documents, onChange: (listener) => documents.onChange((doc) => doc.circle === circle && listener(doc)) };
}
