// What each kind of document brings along besides the agreements: its page, its place among the ways, and what it has to
// say on Home. One entry each; the page and all it needs load when they are first opened.
import type { CopyWords } from "@fogata/domain";
import type { Component } from "solid-js";
import { text } from "../text/index.ts";
import type { IconName } from "../ui/icons/names.ts";
import type { KindName } from "../workspace/types.ts";
import { part } from "./part.ts";

export interface KindPages {
  kind: KindName;
  /** Under `/g/:group`. */
  path: string;
  name: string;
  icon: IconName;
  page: Component;
  /** Of one of several in it, under `<path>/:id`. */
  one?: Component;
  /** Among the ways it stands after the people, not among what the group works on. */
  afterPeople?: true;
  /** What waits there for this person. It tells whether there is anything, as soon as it knows. */
  home?: Component<HomePart>;
  /** What a readable copy says around what people wrote in it; null if nothing. */
  copyWords(): Promise<unknown>;
}
export interface HomePart {
  onSome(some: boolean): void;
}

const workingGroups = () => import("./working-groups/WorkingGroupsPage.tsx");
const keys = () => import("./keys-register/KeysPage.tsx");

export const kindPages: readonly KindPages[] = [
  {
    kind: "keys-register",
    path: "/keys",
    name: text.nav.keys,
    icon: "key",
    page: part(keys),
    home: part(() => keys().then(({ KeysHome }) => ({ default: KeysHome }))),
    copyWords: () =>
      import("../text/en-keys.ts").then(({ keysWords }) => keysWords.copy satisfies CopyWords["keys-register"]),
  },
  {
    kind: "working-groups",
    path: "/working-groups",
    name: text.nav.workingGroups,
    icon: "circles-three",
    afterPeople: true,
    page: part(workingGroups),
    one: part(() => workingGroups().then(({ WorkingGroupPage }) => ({ default: WorkingGroupPage }))),
    home: part(() => workingGroups().then(({ WorkingGroupsHome }) => ({ default: WorkingGroupsHome }))),
    copyWords: () =>
      import("../text/en-working-groups.ts").then(
        ({ workingGroupsWords }) => workingGroupsWords.copy satisfies CopyWords["working-groups"],
      ),
  },
];
