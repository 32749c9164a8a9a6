// What a paragraph of a Word document is: a heading, an item of a list, a quotation, a reason. Word says so by the names
// of styles, in whatever language it runs, and by lists that are defined apart from the text.
import type { Shape } from "./passages.ts";
import { child, elementsIn, type Xml } from "./xml.ts";

export interface Shapes {
  /** Asked once for each, in their order: where a list goes on is told only by what came before. */
  of(paragraph: Xml): Shape & { indented: boolean };
  /** What a run's style says of it, where the run itself says nothing. */
  written(styleId: string | null): { strong: boolean | null; em: boolean | null; name: string };
}

interface Style {
  name: string;
  based: string | null;
  paragraph: Xml | null;
  run: Xml | null;
}

const attribute = (xml: Xml | null, name: string) => xml?.attributes.get(name) ?? null;
const valueIn = (xml: Xml | null, name: string) => attribute(child(xml, name), "val");
/** Styles rest on styles; what rests on itself is somebody's joke. */
const basedMax = 20;

export function shapesOf(styles: Xml | null, numbering: Xml | null): Shapes {
  const known = stylesIn(styles);
  const lists = listsIn(numbering);

  /** The style and all it rests on, nearest first. */
  const chain = remembering((id: string | null): Style[] => {
    const all: Style[] = [];
    for (let next = id; next !== null && all.length < basedMax; ) {
      const style = known.get(next);
      if (style === undefined) break;
      all.push(style);
      next = style.based;
    }
    return all;
  });
  function itemOf(own: Xml | null, styleId: string | null, styles: readonly Style[]): Shape | null {
    const said = child(own, "numPr");
    const given = styles.map(({ paragraph }) => child(paragraph, "numPr")).find((one) => one !== null) ?? null;
    const list = valueIn(said, "numId") ?? valueIn(given, "numId");
    if (list === null || list === "0") return null;
    const level = valueIn(said, "ilvl") ?? valueIn(given, "ilvl") ?? lists.levelOf(list, styleId) ?? "0";
    const indent = /^\d$/.test(level) ? Number(level) : 0;
    const format = lists.format(list, indent);
    if (format === "none") return null;
    // "List Bullet 3" is a list of its own for Word, and stands three deep for whoever reads it.
    const deep = /^list (?:bullet|number) (\d)$/.exec(styles[0]?.name ?? "");
    return { kind: "item", ordered: format !== "bullet", indent: deep ? Number(deep[1]) - 1 : indent, list };
  }
  function shapeOf(own: Xml | null, styleId: string | null): Shape {
    const styles = chain(styleId);
    const names = styles.map(({ name }) => name);
    const heading = headingLevel(own, styles);
    if (heading !== null) return { kind: "heading", level: heading, numbered: itemOf(own, styleId, styles) !== null };
    const kind = names.map((name) => byName[name]).find((one) => one !== undefined);
    if (kind !== undefined) return { kind };
    if (names.some((name) => /^(?:toc \d|toc heading|contents heading)$/.test(name))) return { kind: "contents" };
    return itemOf(own, styleId, styles) ?? { kind: "paragraph" };
  }

  /** LibreOffice writes of a list that begins anew only its first item so, and the others under the name it rests on. */
  const going = new Map<string, { list: string; anew: boolean }>();
  function countedWith({ list, indent }: { list: string; indent: number }): string {
    const place = `${lists.basisOf(list)} ${indent}`;
    const before = going.get(place);
    const anew = lists.beginsAnew(list);
    if (before?.anew && !anew) return before.list;
    going.set(place, { list, anew });
    return list;
  }

  return {
    of(paragraph) {
      const own = child(paragraph, "pPr");
      const styleId = valueIn(own, "pStyle");
      const side = child(own, "ind");
      const left = Number(attribute(side, "left") ?? attribute(side, "start") ?? 0);
      const indented = left > 0 || /^list (?:paragraph|continue)/.test(known.get(styleId ?? "")?.name ?? "");
      const shape = shapeOf(own, styleId);
      return { ...(shape.kind === "item" ? { ...shape, list: countedWith(shape) } : shape), indented };
    },
    written: remembering((styleId: string | null) => {
      const styles = chain(styleId);
      const said = (name: string) => styles.map(({ run }) => onOff(run, name)).find((one) => one !== null) ?? null;
      return { strong: said("b"), em: said("i"), name: styles[0]?.name ?? "" };
    }),
  };
}

/** The names are Word's own, and LibreOffice's for the same. */
const byName: Readonly<Record<string, "title" | "subtitle" | "on-top" | "quote" | "why" | undefined>> = {
  title: "title",
  subtitle: "subtitle",
  quote: "quote",
  "intense quote": "quote",
  quotations: "quote",
  "block text": "quote",
  why: "why",
  "on top": "on-top",
};

function headingLevel(own: Xml | null, styles: readonly Style[]): number | null {
  for (const { name } of styles) {
    const level = /^heading (\d)$/.exec(name);
    if (level) return Number(level[1]);
  }
  const outline = [own, ...styles.map(({ paragraph }) => paragraph)].map((one) => valueIn(one, "outlineLvl"));
  const said = outline.find((one) => one !== null);
  return said != null && /^[0-8]$/.test(said) ? Number(said) + 1 : null;
}

/** Null where nothing is said. */
export function onOff(properties: Xml | null, name: string): boolean | null {
  const found = child(properties, name);
  if (found === null) return null;
  return !["0", "false", "off", "none"].includes(attribute(found, "val") ?? "1");
}

function stylesIn(xml: Xml | null): ReadonlyMap<string, Style> {
  const all = (xml === null ? [] : elementsIn(xml)).filter(({ name }) => name === "style");
  return new Map(
    all.map((style) => [
      attribute(style, "styleId") ?? "",
      {
        name: (valueIn(style, "name") ?? "").toLowerCase(),
        based: valueIn(style, "basedOn"),
        paragraph: child(style, "pPr"),
        run: child(style, "rPr"),
      },
    ]),
  );
}

/** A file asks the same again for each of its paragraphs. */
function remembering<A, T>(find: (of: A) => T): (of: A) => T {
  const known = new Map<A, { found: T }>();
  return (of) => {
    const held = known.get(of) ?? { found: find(of) };
    known.set(of, held);
    return held.found;
  };
}

/** Nine, and each can be said anew. */
const levelsMax = 20;

const nothing: Xml = { name: "", attributes: new Map(), children: [] };

/** A list names an abstract one, which says of each level how it is counted. */
function listsIn(xml: Xml | null) {
  const all = xml === null ? [] : elementsIn(xml);
  const abstract = new Map(
    all.filter(({ name }) => name === "abstractNum").map((one) => [attribute(one, "abstractNumId"), one]),
  );
  const lists = new Map(all.filter(({ name }) => name === "num").map((one) => [attribute(one, "numId"), one]));
  const levelsOf = remembering((list: string) => {
    const own = lists.get(list);
    const basis = abstract.get(valueIn(own ?? null, "abstractNumId"));
    // Those that rest on a style of lists are counted where that style is defined.
    const linked = valueIn(basis ?? null, "numStyleLink");
    const there = linked && [...abstract.values()].find((one) => valueIn(one, "styleLink") === linked);
    const overrides = own ? elementsIn(own).flatMap((one) => child(one, "lvl") ?? []) : [];
    const all = [...overrides, ...elementsIn(there || basis || nothing)];
    return all.filter(({ name }) => name === "lvl").slice(0, levelsMax);
  });
  return {
    format(list: string, indent: number): string {
      const level = levelsOf(list).find((one) => attribute(one, "ilvl") === String(indent));
      return valueIn(level ?? null, "numFmt") ?? "bullet";
    },
    basisOf: (list: string) => valueIn(lists.get(list) ?? null, "abstractNumId") ?? list,
    beginsAnew: (list: string) =>
      elementsIn(lists.get(list) ?? nothing).some((one) => child(one, "startOverride") !== null),
    levelOf(list: string, styleId: string | null): string | null {
      return attribute(
        levelsOf(list).find((one) => styleId !== null && valueIn(one, "pStyle") === styleId) ?? null,
        "ilvl",
      );
    },
  };
}
