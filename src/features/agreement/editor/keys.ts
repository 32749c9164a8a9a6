// Keys and what is typed at a line's start. Tab moves list items only, and Escape before it lets it leave the text, so
// that nobody is caught inside (WCAG 2.1.2).
import { baseKeymap } from "prosemirror-commands";
import { inputRules, textblockTypeInputRule } from "prosemirror-inputrules";
import { keymap } from "prosemirror-keymap";
import { type Command, Plugin } from "prosemirror-state";
import { addWhy, backspace, breakLine, enter, indentBy, toggleBlock, toggleEm, toggleStrong } from "./commands.ts";
import { schema } from "./schema.ts";

export interface KeyActions {
  undo(): void;
  redo(): void;
  /** Opens the dialog for links. */
  link(): void;
  /** Opens the dialog for what the app goes by. */
  value(): void;
  /** Moves the focus to the toolbar. */
  toolbar(): void;
}

/** The keys shown beside the toolbar's names, in the words of aria-keyshortcuts. */
export const shortcuts = {
  strong: "Control+B",
  em: "Control+I",
  link: "Control+K",
  "heading-1": "Control+Alt+1",
  "heading-2": "Control+Alt+2",
  "heading-3": "Control+Alt+3",
  ordered: "Control+Shift+7",
  unordered: "Control+Shift+8",
  quote: "Control+Shift+9",
  why: "Control+Alt+W",
  value: "Control+Alt+V",
  undo: "Control+Z",
  redo: "Control+Shift+Z",
  indent: "Tab",
  outdent: "Shift+Tab",
} as const;
/** The same on a Mac, where the key is Meta. */
export function shortcutOf(name: keyof typeof shortcuts, mac: boolean): string {
  return mac ? shortcuts[name].replace("Control", "Meta") : shortcuts[name];
}

export function editorKeys(actions: KeyActions): Plugin[] {
  const act = (name: keyof KeyActions): Command => {
    return () => {
      actions[name]();
      return true;
    };
  };
  let leaving = false;
  const tab = (by: number): Command => {
    return (state, dispatch) => {
      if (leaving) return false;
      return indentBy(by)(state, dispatch);
    };
  };
  return [
    lineStarts(),
    new Plugin({
      props: {
        handleDOMEvents: {
          keydown: (_view, event) => {
            // Shift alone comes before Shift+Tab and does not end the leave-taking.
            if (event.key === "Escape") leaving = true;
            else if (event.key !== "Tab" && event.key !== "Shift") leaving = false;
            return false;
          },
          blur: () => {
            leaving = false;
            return false;
          },
          // The browser's own undo (a menu, a shaken phone) knows nothing of other people.
          beforeinput: (view, event) => {
            // A phone's own way to ask for a new line.
            if (event.inputType === "insertLineBreak" && view.editable) {
              event.preventDefault();
              return breakLine(view.state, view.dispatch);
            }
            if (event.inputType !== "historyUndo" && event.inputType !== "historyRedo") return false;
            event.preventDefault();
            if (event.inputType === "historyUndo") actions.undo();
            else actions.redo();
            return true;
          },
        },
      },
    }),
    keymap({
      "Mod-b": toggleStrong,
      "Mod-B": toggleStrong,
      "Mod-i": toggleEm,
      "Mod-I": toggleEm,
      "Mod-k": act("link"),
      "Mod-Alt-0": toggleBlock("paragraph"),
      "Mod-Alt-1": toggleBlock("heading-1"),
      "Mod-Alt-2": toggleBlock("heading-2"),
      "Mod-Alt-3": toggleBlock("heading-3"),
      "Mod-Shift-7": toggleBlock("ordered"),
      "Mod-Shift-8": toggleBlock("unordered"),
      "Mod-Shift-9": toggleBlock("quote"),
      "Mod-Alt-w": addWhy,
      "Mod-Alt-v": act("value"),
      "Mod-z": act("undo"),
      "Mod-Shift-z": act("redo"),
      "Mod-y": act("redo"),
      "Alt-F10": act("toolbar"),
      Enter: enter,
      "Shift-Enter": breakLine,
      Backspace: backspace,
      "Shift-Backspace": backspace,
      Tab: tab(1),
      "Shift-Tab": tab(-1),
    }),
    keymap(baseKeymap),
  ];
}

function lineStarts(): Plugin {
  const { list_item: item, heading, quote } = schema.nodes;
  return inputRules({
    rules: [
      textblockTypeInputRule(/^\d{1,3}[.)]\s$/, item!, { kind: "ordered" }),
      textblockTypeInputRule(/^[-*•]\s$/, item!, { kind: "unordered" }),
      textblockTypeInputRule(/^(#{1,3})\s$/, heading!, (match) => ({ level: match[1]!.length })),
      textblockTypeInputRule(/^>\s$/, quote!),
    ],
  });
}
