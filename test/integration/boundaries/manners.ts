// What no source file may hold, each as a function from a file to complaints. The titles in boundaries.test.ts say why.
import { type ESTree, Visitor, type VisitorObject } from "vite";
import { lineAt, type Source } from "./source.ts";

type Note = (node: { start: number }, complaint: string) => void;

function visiting(make: (note: Note, source: Source) => VisitorObject) {
  return (source: Source): string[] => {
    const complaints: string[] = [];
    const note: Note = ({ start }, text) => complaints.push(`${source.path}:${lineAt(source.text, start)} ${text}`);
    new Visitor(make(note, source)).visit(source.program);
    return complaints;
  };
}

/** `test.only(…)`: the name of the function, and the words after its dots. */
function dotted(node: ESTree.Node): string[] {
  if (node.type === "Identifier") return [node.name];
  if (node.type === "CallExpression") return dotted(node.callee);
  if (node.type !== "MemberExpression" || node.property.type !== "Identifier") return [];
  return [...dotted(node.object), node.property.name];
}

export const anyType = visiting((note) => ({
  TSAnyKeyword: (node) => note(node, "uses the type any"),
}));

export function comments(source: Source): string[] {
  return source.comments.flatMap(({ value, start }) => {
    const found = /@ts-(?:ignore|nocheck)|\b(?:TODO|FIXME|XXX|HACK)\b/.exec(value)?.[0];
    const hidden = found ?? (source.isTest ? undefined : /@ts-expect-error/.exec(value)?.[0]);
    return hidden ? [`${source.path}:${lineAt(source.text, start)} has a comment with ${hidden}`] : [];
  });
}

/** Tests open with their first title, an index with what it lists. */
export function opening(source: Source): string[] {
  if (source.isTest || /\/index\.ts$/.test(source.path)) return [];
  return /^(?:#!.*\n)?\s*(?:\/\/|\/\*)/.test(source.text) ? [] : [`${source.path} does not open with its promise`];
}

export const leftOut = visiting((note) => ({
  CallExpression(node) {
    const [name = "", ...words] = dotted(node.callee);
    if (!/^(?:test|it|describe|suite)$/.test(name)) return;
    const word = words.find((one) => /^(?:only|skip|todo|fails)$/.test(one));
    if (word) note(node, `leaves tests out with .${word}`);
  },
}));

export const sleeps = visiting((note, source) => {
  // A benchmark may wait for a machine to calm down: it proves nothing by it.
  if (!source.isTest || source.path.startsWith("test/bench/")) return {};
  return {
    NewExpression(node) {
      const [made] = node.arguments;
      if (node.callee.type !== "Identifier" || node.callee.name !== "Promise") return;
      if (made?.type !== "ArrowFunctionExpression" && made?.type !== "FunctionExpression") return;
      const resolve = made.params[0];
      if (resolve?.type !== "Identifier") return;
      const body = source.text.slice(made.start, made.end);
      const arrow = `\\(?\\s*\\)?\\s*=>\\s*\\{?\\s*(?:void\\s+)?${resolve.name}\\(`;
      if (new RegExp(`setTimeout\\(\\s*(?:${resolve.name}\\b|${arrow})`).test(body)) note(node, "sleeps");
    },
    CallExpression(node) {
      const words = dotted(node.callee);
      if (words.at(-1) === "waitForTimeout" || /^(?:sleep|pause|delay)$/.test(words.join("."))) note(node, "sleeps");
    },
    ImportDeclaration(node) {
      if (/timers\/promises$/.test(node.source.value)) note(node, "imports a way to sleep");
    },
  };
});

/** Draws icons that the build put into it, never anything a person wrote. */
const iconsOfItsOwn = "/editor/Toolbar.tsx";

export const styling = visiting((note, source) => {
  if (source.region !== "src" || source.isTest) return {};
  return {
    JSXAttribute(node) {
      const name = node.name.type === "JSXIdentifier" ? node.name.name : "";
      if (name === "style") note(node, "has a style attribute");
      if (name === "innerHTML" && !source.path.endsWith(iconsOfItsOwn)) note(node, "writes HTML from text");
    },
    CallExpression(node) {
      const [first] = node.arguments;
      const sets = dotted(node.callee).at(-1) === "setAttribute";
      if (sets && first?.type === "Literal" && first.value === "style") note(node, "has a style attribute");
    },
    AssignmentExpression(node) {
      if (/^(?:innerHTML|outerHTML|cssText)$/.test(dotted(node.left).at(-1) ?? ""))
        note(node, "writes HTML or style from text");
    },
  };
});

const addresses =
  /\b(?:https?|wss?):\/\/(?!localhost\b|127\.0\.0\.1\b|\[::1\]|www\.w3\.org\/|[\w.-]*\bexample(?:\.(?:org|com|net))?\b|\$\{)[\w.[-]+/i;

/** Also for HTML and CSS, which are not parsed. */
export function addressesIn(path: string, text: string): string[] {
  return text.split("\n").flatMap((line, index) => {
    const found = addresses.exec(line)?.[0];
    return found ? [`${path}:${index + 1} names the address ${found}`] : [];
  });
}

/** Formats are named by what looks like an address. */
const namesOfFormats = "src/office/names.ts";

export const strangers = visiting((note, source) => {
  if (source.isTest || source.path === namesOfFormats) return {};
  const look = (node: { start: number; end: number }) => {
    const found = addresses.exec(source.text.slice(node.start, node.end))?.[0];
    if (found) note(node, `names the address ${found}`);
  };
  return { Literal: look, TemplateElement: look, JSXText: look };
});

const never =
  /^(?:client|user|helpee|volunteer|intervention|outcome|target|admin|administrator|owner|expert|moderator|resilience|befriending|policy|score|leaderboard)s?$/i;

/** The words of people: in the texts, and in the model's own names. */
export const neverWords = visiting((note, source) => {
  const isWords = source.path.startsWith("src/text/") || (source.region === "domain" && !source.isTest);
  if (!isWords) return {};
  const look = (node: { start: number }, text: string) => {
    const words = text.replace(/([a-z])([A-Z])/g, "$1 $2").split(/[^A-Za-z]+/);
    const found = words.find((word) => never.test(word)) ?? /capacity.building|service.user/i.exec(text)?.[0];
    if (found) note(node, `says "${found}"`);
  };
  return {
    Identifier: (node) => look(node, node.name),
    Literal: (node) => typeof node.value === "string" && look(node, node.value),
    TemplateElement: (node) => look(node, node.value.raw),
  };
});

/** Files that decide: time, chance and the network come in as arguments. */
const deciding = [
  /^packages\/(?:domain|protocol)\//,
  /^packages\/keys\/src\/(?!primitives)/,
  /^packages\/sync\/src\/(?:session|outbox|decide)/,
  /^sync-server\/src\/relay\.ts$/,
];
const effects =
  /^(?:Date\.now|Math\.random|performance\.now|crypto\.\w+(?:\.\w+)?|globalThis\.crypto.*|setTimeout|setInterval|queueMicrotask|fetch|indexedDB\..*|navigator\..*|localStorage\..*)$/;

export const effectsInside = visiting((note, source) => {
  if (source.isTest || !deciding.some((file) => file.test(source.path))) return {};
  return {
    CallExpression(node) {
      const name = dotted(node.callee).join(".");
      if (effects.test(name)) note(node, `calls ${name}`);
    },
    NewExpression(node) {
      const name = dotted(node.callee).join(".");
      if (name === "WebSocket" || (name === "Date" && node.arguments.length === 0)) note(node, `makes a ${name}`);
    },
  };
});
