// What each kind of document brings along besides the agreements: its page, its place among the ways, and what it has to
// say on Home. One entry each; the page and all it needs load when they are first opened.
import type { Component } from "solid-js";
import { text } from "../text/index.ts";
import type { IconName } from "../ui/icons/names.ts";
import { part } from "./part.ts";

export interface KindPages {
  /** Under `/g/:group`. */
  path: string;
  name: string;
  icon: IconName;
  page: Component;
  /** What waits there for this person. It tells whether there is anything, as soon as it knows. */
  home?: Component<HomePart>;
}
export interface HomePart {
  onSome(some: boolean): void;
}

const keys = () => import("./keys-register/KeysPage.tsx");

export const kindPages: readonly KindPages[] = [
  {
    path: "/keys",
    name: text.nav.keys,
    icon: "key",
    page: part(keys),
    home: part(() => keys().then(({ KeysHome }) => ({ default: KeysHome }))),
  },
];
