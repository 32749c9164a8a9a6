// What forms have in common: after a try that went wrong, the focus is in the first field to look at again.

/** Call it once the page says what is wrong. */
export function focusFirstWrong(form: HTMLFormElement): void {
  form.querySelector<HTMLElement>("[aria-invalid='true']")?.focus();
}
