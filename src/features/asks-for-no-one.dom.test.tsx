// E12 No form asks who somebody is outside the group: no address, no telephone, no legal name, no picture of them.
import { cleanup, fireEvent, screen } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { openApp } from "../../test/support/app.tsx";
import { scenes } from "../../test/tools/preview/scenes.ts";

afterEach(cleanup);

/** What is open on the page, and what its folds and dialogs hold. */
const fields = () => [...document.querySelectorAll<HTMLElement>("input, textarea, select, [contenteditable]")];
/** A filter of files that takes pictures, named or by leaving all open. */
const takesPictures = (accept: string | null) =>
  accept === null || /image|\*\/\*|\.(?:png|jpe?g|gif|webp|heic)/i.test(accept);

function asksWho(field: HTMLElement): boolean {
  const type = field.getAttribute("type")?.toLowerCase() ?? "";
  const filledIn = (field.getAttribute("autocomplete") ?? "").toLowerCase();
  return (
    ["email", "tel"].includes(type) ||
    ["email", "tel"].includes(field.getAttribute("inputmode") ?? "") ||
    /\b(?:name|(?:given|family|additional)-name|email|tel|photo|bday|street-address|postal-code)\b/.test(filledIn) ||
    (type === "file" && takesPictures(field.getAttribute("accept"))) ||
    field.hasAttribute("capture")
  );
}

const seen = new Set<string>();
test.each(Object.entries(scenes))(
  "E12 nothing on the page %s asks for an address, a telephone, a legal name or a picture",
  async (name, scene) => {
    openApp(scene.path, scene.picture);
    await screen.findByRole("heading", { level: 1 });
    const look = () => {
      if (fields().length > 0) seen.add(name);
      expect(
        fields()
          .filter(asksWho)
          .map((field) => field.outerHTML),
      ).toEqual([]);
    };
    look();
    // What a press opens: dialogs ask things too.
    for (const opener of document.querySelectorAll<HTMLElement>(
      "main button[aria-haspopup], main button:not([type=submit])",
    )) {
      fireEvent.click(opener);
      look();
    }
  },
);

test("E12 the pages that were looked at hold forms, and such a field would be found", () => {
  expect(seen.size).toBeGreaterThan(10);
  for (const html of [
    '<input type="email">',
    '<input type="tel">',
    '<input autocomplete="name">',
    '<input autocomplete="section-a family-name">',
    '<input autocomplete="email">',
    '<input type="file" accept="image/*">',
    '<input type="file">',
  ]) {
    document.body.innerHTML = html;
    expect(fields().filter(asksWho), html).toHaveLength(1);
  }
  document.body.innerHTML = '<input autocomplete="off"><input type="file" accept=".md,.docx"><input type="text">';
  expect(fields().filter(asksWho)).toEqual([]);
});
