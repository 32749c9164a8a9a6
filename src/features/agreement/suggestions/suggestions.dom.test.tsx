// Other words suggested on the page: for a clause without a pointer, taken, put back, left, and shown beside what changed.
import { agreement, commentPassages, plainText } from "@fogata/domain";
import { cleanup, fireEvent, screen, waitFor, within } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { openAgreementPage } from "../../../../test/support/agreement-page.ts";

afterEach(cleanup);
const part = () => screen.findByRole("region", { name: "Suggested words" });
type Page = ReturnType<typeof openAgreementPage>;
const said = ({ handle }: Page) => agreement.parse(handle.doc()).blocks.map((one) => plainText([one]));
function suggests(page: Page, words: string, o: { clause?: number; weight?: string; why?: string } = {}) {
  const { from, to } = commentPassages(page.handle.doc())[o.clause ?? 1]!;
  page.change("suggest", { anchor: { from, to }, words, weight: o.weight ?? "should", why: o.why ?? "" });
}

test("other words are suggested for a clause: the same words are refused at their field, others are listed as tracked", async () => {
  openAgreementPage();
  const region = await part();
  within(region).getByText(/Nobody suggests other words/);
  fireEvent.click(within(region).getByRole("button", { name: "Suggest other words" }));
  const dialog = await screen.findByRole("dialog", { name: "Suggest other words" });
  fireEvent.change(within(dialog).getByRole("combobox", { name: "Which words?" }), { target: { value: "1" } });
  const field = within(dialog).getByRole("textbox", { name: "What it would say instead" }) as HTMLTextAreaElement;
  expect(field.value).toBe("Bring a cup.");
  fireEvent.click(within(dialog).getByRole("button", { name: "Suggest it" }));
  within(dialog).getByText("That is what it says already.");
  fireEvent.input(field, { target: { value: "Bring a mug." } });
  fireEvent.click(within(dialog).getByRole("radio", { name: "Must" }));
  fireEvent.input(within(dialog).getByRole("textbox", { name: "Why, if you like" }), { target: { value: "Too hot." } });
  fireEvent.click(within(dialog).getByRole("button", { name: "Suggest it" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  within(region).getByText("cup", { selector: "del" });
  within(region).getByText("mug", { selector: "ins" });
  within(region).getByText("Must");
  within(region).getByText("Why: Too hot.");
  // In the text, how much it matters is words of its own to those who hear it.
  const weight = await waitFor(() => screen.getByText("must", { selector: ".suggested-weight" }));
  expect(weight.parentElement?.textContent).toBe(" how much it matters: must ");
});

test("taken, it is in the text and can be put back from where the focus is; left, it stays in the record", async () => {
  const page = openAgreementPage();
  suggests(page, "Bring a mug.");
  const region = await part();
  fireEvent.click(await within(region).findByRole("button", { name: /^Take it/ }));
  expect(said(page)).toEqual(["We meet on Mondays.", "Bring a mug."]);
  within(region).getByText("Taken. It is in the text.");
  within(region).getByText(/^Taken by Gwen/);
  const back = within(region).getByRole("button", { name: /^Put it back/ });
  await waitFor(() => expect(document.activeElement).toBe(back));
  fireEvent.click(back);
  expect(said(page)).toEqual(["We meet on Mondays.", "Bring a cup."]);
  fireEvent.click(within(region).getByRole("button", { name: /^Leave it/ }));
  within(region).getByText(/^Left by Gwen/);
  within(region).getByText(/^Put back by Gwen/);
  await waitFor(() =>
    expect(document.activeElement).toBe(within(region).getByRole("button", { name: /^Suggest it again/ })),
  );
});

test("D51 why I suggested it I take back, quietly: it is said that there was one, and what I suggest stays", async () => {
  const page = openAgreementPage();
  suggests(page, "Bring a mug.", { why: "Cups break." });
  const region = await part();
  await within(region).findByText("Why: Cups break.");
  fireEvent.click(within(region).getByRole("button", { name: /^Take back my why/ }));
  within(region).getByText("The why was taken back. Whoever has read it may remember it.");
  expect(region.textContent).not.toContain("Cups break");
  within(region).getByRole("button", { name: /^Take it/ });
  expect(within(region).queryByRole("button", { name: /^Take back my why/ })).toBeNull();
});

test("what others left is found in the record, with who and when", async () => {
  const page = openAgreementPage();
  suggests(page, "Bring a mug.");
  const region = await part();
  await within(region).findByRole("button", { name: /^Take it/ });
  const [one] = Object.keys((page.handle.doc() as unknown as { suggestions: object }).suggestions);
  page.change("leaveSuggestion", { suggestion: one });
  await waitFor(() => expect(within(region).queryByRole("button", { name: /^Take it/ })).toBeNull());
  fireEvent.click(within(region).getByRole("button", { name: "Show what was taken or left" }));
  within(region).getByText(/^Left by/);
  within(region).getByText("mug", { selector: "ins" });
});

test("when the words underneath have changed, what stood, what stands and what is suggested can all be read", async () => {
  const page = openAgreementPage();
  suggests(page, "Bring a mug.");
  const region = await part();
  await within(region).findByRole("button", { name: /^Take it/ });
  page.write("cup.", "cup each.");
  await within(region).findByText("These words have changed since.");
  within(region).getByText("cup", { selector: "del" });
  await within(region).findByText(/cup each/, { selector: "del" });
  fireEvent.click(within(region).getByRole("button", { name: /^Take it/ }));
  expect(said(page)[1]).toBe("Bring a mug.");
  fireEvent.click(await within(region).findByRole("button", { name: /^Put it back/ }));
  expect(said(page)[1]).toBe("Bring a cup each.");
});

test("of words that have gone the suggestion stays to be read, and cannot be taken", async () => {
  const page = openAgreementPage();
  suggests(page, "Bring a mug.");
  const region = await part();
  await within(region).findByRole("button", { name: /^Take it/ });
  page.write("Bring a cup.", "");
  await within(region).findByText(/no longer in the text/);
  expect(within(region).queryByRole("button", { name: /^Take it/ })).toBeNull();
  within(region).getByText("mug", { selector: "ins" });
  within(region).getByRole("button", { name: /^Leave it/ });
});
