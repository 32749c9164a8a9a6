// The short way from the top of an agreement to what stands far below it; and one strip of choices for a change.
import { cleanup, fireEvent, screen, waitFor, within } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { openAgreementPage } from "../../../test/support/agreement-page.ts";
import { openApp } from "../../../test/support/app.tsx";
import { agreementScenes } from "../../../test/tools/preview/agreement-scenes.ts";

afterEach(cleanup);
const way = () => screen.getByText("On this page", { selector: "summary" }).closest("details")!;
const names = () => [...way().querySelectorAll("a")].map((link) => link.textContent);

test("what stands below the text is one press away, in its order there, and the focus goes along", async () => {
  openAgreementPage();
  Element.prototype.scrollIntoView ??= () => {};
  await screen.findByRole("region", { name: "Comments" });
  await screen.findByRole("button", { name: "Who wrote what" });
  const editor = await screen.findByRole("textbox", { name: "Text of the agreement" });
  const fold = way();
  expect(fold.compareDocumentPosition(editor) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  fold.open = true;
  await waitFor(() => expect(names()).toEqual(["Suggested words", "Comments", "History", "Who wrote what", "Export"]));
  fireEvent.click(within(fold).getByRole("link", { name: "Who wrote what" }));
  expect(document.activeElement).toBe(screen.getByRole("button", { name: "Who wrote what" }));
  expect(fold.open).toBe(false);
  fold.open = true;
  fireEvent.click(await within(fold).findByRole("link", { name: "Export" }));
  expect(document.activeElement).toBe(screen.getByRole("button", { name: "Export" }));
  fold.open = true;
  fireEvent.click(await within(fold).findByRole("link", { name: "Comments" }));
  expect(document.activeElement).toBe(screen.getByRole("heading", { name: "Comments" }));
  expect(location.hash).toBe("");
});

test("a change has one strip: how to read it, and to write it", async () => {
  const scene = agreementScenes["agreement-change"]!;
  openApp(scene.path, scene.picture);
  await screen.findByRole("radio", { name: "Write" });
  const strips = new Set(screen.getAllByRole<HTMLInputElement>("radio").map((one) => one.name));
  expect(strips.size).toBe(1);
  expect(screen.getAllByRole("radio").map((one) => one.closest("label")?.textContent)).toEqual([
    "What would change",
    "Clean",
    "Compare",
    "Write",
  ]);
  await waitFor(() => expect(document.querySelectorAll("ins").length).toBeGreaterThan(0));
  fireEvent.click(screen.getByRole("radio", { name: "Compare" }));
  screen.getByRole("table", { name: "Compare" });
  fireEvent.click(screen.getByRole("radio", { name: "Write" }));
  expect(screen.queryByRole("table", { name: "Compare" })).toBe(null);
});
