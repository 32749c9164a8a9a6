// Whether the page is being printed just now. On paper nobody is "You": others read it.
import { createSignal } from "solid-js";

const [onPaper, setOnPaper] = createSignal(false);
window.addEventListener("beforeprint", () => setOnPaper(true));
window.addEventListener("afterprint", () => setOnPaper(false));

export { onPaper };
