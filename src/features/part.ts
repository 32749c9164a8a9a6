// Parts of the app that load when they are first needed. A part that cannot be had (no network, and not kept here yet)
// is not a fault of the page: it says so, and can be tried again.
import { type Component, lazy } from "solid-js";

export class PartMissing extends Error {
  override name = "PartMissing";
}

/** Each part keeps its own props: `never` is what every component accepts. */
export function part<T extends Component<never>>(load: () => Promise<{ default: T }>) {
  return lazy(() =>
    load().catch((error: unknown) => {
      throw new PartMissing(String(error));
    }),
  );
}
