// Runs before the first paint, from a file of its own that the page waits for: what is shown first must already be as dark
// and as large as this person chose. As small as can be, since everything waits for it.
import { applyChoices, wearLetters } from "./ui/appearance.ts";
import { readChoices } from "./workspace/choices.ts";

applyChoices(readChoices(storeAtOnce()));
// The service worker has the faces on this device: they are here before anybody begins to read.
if (navigator.serviceWorker?.controller) wearLetters();

function storeAtOnce(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null; // forbidden by the browser's settings
  }
}
