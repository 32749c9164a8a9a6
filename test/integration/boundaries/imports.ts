// Who may import whom: our own packages, and foreign libraries, each of which enters a package through one file.
import { posix } from "node:path";
import { type Region, regionOf, type Source, textOf } from "./source.ts";

const ours: Record<Region, Region[]> = {
  domain: [],
  keys: [],
  protocol: [],
  sync: ["keys", "protocol"],
  // A second opinion: whatever it shared with the app it would get wrong together with it.
  verify: [],
  src: ["domain", "keys", "sync"],
  relay: ["protocol"],
  test: ["domain", "keys", "protocol", "sync", "verify", "src", "relay"],
};

/** The one file (or, for what draws, the one folder) through which a library enters. Not listed: not allowed. */
const doors: Record<Exclude<Region, "test">, Record<string, RegExp>> = {
  domain: {
    "@automerge/automerge": /^packages\/domain\/src\/prose\.ts$/,
    marked: /^packages\/domain\/src\/markdown\.ts$/,
  },
  keys: {
    cborg: /^packages\/keys\/src\/codec\.ts$/,
    "@noble/ciphers": /^packages\/keys\/src\/instant\.ts$/,
    "@noble/hashes": /^packages\/keys\/src\/primitives\.ts$/,
    "@scure/bip39": /^packages\/keys\/src\/words\.ts$/,
    "hash-wasm": /^packages\/keys\/src\/lock-hash\.ts$/,
  },
  protocol: {},
  verify: {},
  sync: {
    idb: /^packages\/sync\/src\/storage\.ts$/,
    // What is bytes on one side and documents on the other; nothing else in the package has seen a document.
    "@automerge/automerge":
      /^packages\/sync\/src\/(repo|unopened|changes|patches-once|one-document|snapshot-payload)\.ts$/,
    "@automerge/automerge-repo": /^packages\/sync\/src\/(repo|repo-storage)\.ts$/,
    "@automerge/automerge-repo-network-broadcastchannel": /^packages\/sync\/src\/repo\.ts$/,
  },
  src: {
    "solid-js": /^src\//,
    "@solidjs/router": /^src\//,
    "@kobalte/core": /^src\/ui\//,
    "@solid-primitives/i18n": /^src\/text\//,
    prosemirror: /^src\/features\/agreement\/editor\//,
    "@automerge/automerge": /^src\/(features\/agreement\/editor\/|workspace\/wasm(-file)?\.ts$)/,
    fflate: /^src\/zip\.ts$/,
    uqr: /^src\/ui\//,
    "workbox-window": /^src\//,
    "@fontsource-variable": /^src\/ui\//,
    // Icons that only the toolbar shows come with it, not with the first screen's sprite.
    "@phosphor-icons/core": /^src\/features\/agreement\/editor\/Toolbar\.tsx$/,
  },
  relay: {
    ws: /^sync-server\/src\/socket\.ts$/,
    "classic-level": /^sync-server\/src\/store-level\.ts$/,
  },
};

export function imports(source: Source): string[] {
  return source.imports.flatMap(({ specifier, line }) => {
    const fault = faultOf(source, specifier);
    return fault === null ? [] : [`${source.path}:${line} ${fault}`];
  });
}

function faultOf(source: Source, specifier: string): string | null {
  const plain = specifier.replace(/\?.*$/, "");
  if (plain.startsWith(".")) return faultOfPath(source, plain);
  if (plain.startsWith("@fogata/")) return faultOfPackage(source, plain);
  if (source.isTest) return null;
  if (plain.startsWith("node:"))
    return source.region === "relay" ? null : `imports ${plain}, which browsers do not have`;
  if (plain.startsWith("virtual:")) return source.region === "src" ? null : `imports ${plain}`;
  return faultOfLibrary(source, plain);
}

function faultOfPath(source: Source, specifier: string): string | null {
  const path = posix.join(posix.dirname(source.path), specifier);
  const to = regionOf(path);
  if (to === source.region || source.region === "test") return null;
  // A test beside its source shares the doubles and people of all tests; the app shows its own version.
  if (path.startsWith("test/") && source.isTest) return null;
  if (path === "package.json" && source.region === "src") return null;
  return `reaches from ${source.region} into ${to} through a path (${specifier})`;
}

function faultOfPackage(source: Source, specifier: string): string | null {
  const [, name = "", ...deep] = specifier.split("/");
  const to = name as Region;
  if (!ours[source.region].includes(to)) return `${source.region} may not import @fogata/${name}`;
  if (deep.length === 0) return null;
  if (deep[0] === "testing" && !source.isTest) return `imports ${specifier}, which is for tests`;
  const folder = to === "relay" ? "sync-server" : `packages/${name}`;
  const { exports } = JSON.parse(textOf(`${folder}/package.json`)) as { exports: string | Record<string, string> };
  const offered = typeof exports === "string" ? [] : Object.keys(exports);
  return offered.includes(`./${deep.join("/")}`) ? null : `reaches past what @fogata/${name} exports (${specifier})`;
}

function faultOfLibrary(source: Source, specifier: string): string | null {
  const table = doors[source.region as Exclude<Region, "test">];
  const library = Object.keys(table).find(
    (name) =>
      specifier === name ||
      specifier.startsWith(`${name}/`) ||
      (name === "prosemirror" && /^prosemirror-/.test(specifier)),
  );
  if (!library) return `imports ${specifier}, which has no door into ${source.region}`;
  return table[library]?.test(source.path) ? null : `imports ${specifier}, which enters elsewhere (${table[library]})`;
}
