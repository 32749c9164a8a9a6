// What a paragraph of an OpenDocument text is, and how its words are written, by the styles it rests on.
import type { Shape } from "./passages.ts";
import { child, elementsIn, type Xml } from "./xml.ts";

type ShapeOfText = Exclude<Shape, { kind: "item" | "contents" }>;

export interface OdtShapes {
  of(paragraph: Xml): ShapeOfText;
  /** By its list's style, and how deep it stands. */
  ordered(style: string | null, depth: number): boolean;
  /** Of a stretch of words; null where its style says nothing. `name`: as people see it, in small letters. */
  written(style: string | null): { strong: boolean | null; em: boolean | null; hidden: boolean; name: string };
}

interface Style {
  name: string;
  parent: string | null;
  text: Xml | null;
}
const parentsMax = 20;

export function odtShapes(content: Xml, styles: Xml | null): OdtShapes {
  const holders = ["styles", "automatic-styles"].flatMap((name) => [child(styles, name), child(content, name)]);
  const all = holders.flatMap((holder) => (holder === null ? [] : elementsIn(holder)));
  const known = new Map(all.filter(({ name }) => name === "style").map((one) => [keyOf(one), styleOf(one)]));
  const lists = new Map(
    all.filter(({ name }) => name === "list-style").map((one) => [one.attributes.get("name"), elementsIn(one)]),
  );

  function chain(family: string, id: string | null): Style[] {
    const found: Style[] = [];
    for (let next = id; next !== null && found.length < parentsMax; ) {
      const style = known.get(`${family} ${next}`);
      if (style === undefined) break;
      found.push(style);
      next = style.parent;
    }
    return found;
  }

  return {
    of(paragraph) {
      const outline = Number(paragraph.attributes.get("outline-level") ?? 1);
      if (paragraph.name === "h") return { kind: "heading", level: Math.max(outline || 1, 1), numbered: false };
      for (const { name } of chain("paragraph", paragraph.attributes.get("style-name") ?? null)) {
        const kind = byName[name];
        if (kind !== undefined) return { kind };
      }
      return { kind: "paragraph" };
    },
    ordered(style, depth) {
      const level = lists.get(style ?? "")?.find((one) => one.attributes.get("level") === String(depth + 1));
      return level?.name === "list-level-style-number" && level.attributes.get("num-format") !== "";
    },
    written(style) {
      const styles = chain("text", style);
      const said = (name: string) =>
        styles.map(({ text }) => text?.attributes.get(name)).find((one) => one !== undefined) ?? null;
      const weight = said("font-weight");
      const slant = said("font-style");
      return {
        strong: weight === null ? null : weight === "bold" || Number(weight) >= 600,
        em: slant === null ? null : slant !== "normal",
        hidden: said("display") === "none",
        name: styles[0]?.name ?? "",
      };
    },
  };
}

const byName: Readonly<Record<string, "title" | "subtitle" | "on-top" | "quote" | "why" | undefined>> = {
  title: "title",
  subtitle: "subtitle",
  quotations: "quote",
  quote: "quote",
  why: "why",
  "on top": "on-top",
};

function keyOf({ attributes }: Xml): string {
  return `${attributes.get("family")} ${attributes.get("name")}`;
}
function styleOf(xml: Xml): Style {
  const name = xml.attributes.get("display-name") ?? (xml.attributes.get("name") ?? "").replaceAll("_20_", " ");
  return {
    name: name.toLowerCase(),
    parent: xml.attributes.get("parent-style-name") ?? null,
    text: child(xml, "text-properties"),
  };
}
