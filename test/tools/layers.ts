// Which file of script each module of the app comes in. Four files, each a step further in: every file more costs its way
// there and back on a slow line, and a look into the service worker's cache on every later visit.
import type { Plugin } from "vite";

/** A module that two of them need lies in the one of higher priority; the later ones import it from there. */
export const layers = [
  // The first screen, and a group's home: all that main.tsx imports.
  { name: "start", tags: ["$initial" as const], priority: 4 },
  // src/inner.ts: every other page, and the engine up to the documents.
  { name: "inner", test: /[\\/]src[\\/]inner\.ts$/, priority: 3 },
  // src/documents.ts: what stands on Automerge.
  { name: "documents", test: /[\\/]src[\\/]documents\.ts$|@automerge|rolldown.runtime/, priority: 2 },
  { name: "editor", test: /[\\/]AgreementEditor\.tsx$/, priority: 1 },
];

/** The bundler puts a file of one line before each layer, which only passes its names on: the layer itself is imported. */
export function withoutPassingOn(): Plugin {
  return {
    name: "without-passing-on",
    enforce: "post",
    generateBundle(_, bundle) {
      for (const [name, file] of Object.entries(bundle)) {
        const layer = file.type === "chunk" ? passedOn.exec(file.code)?.[1] : undefined;
        if (layer === undefined) continue;
        delete bundle[name];
        const own = name.slice(name.lastIndexOf("/") + 1);
        for (const other of Object.values(bundle))
          if (other.type === "chunk") other.code = other.code.replaceAll(own, layer);
      }
    },
  };
}
/** Nothing is renamed on the way (`as`), or it would have to stay. */
const passedOn = /^export ?\{(?!.* as )[\w$, ]+\} ?from ?"\.\/([\w.-]+)";?\s*$/;
