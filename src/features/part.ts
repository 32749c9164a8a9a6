// Parts of the app that load when they are first needed. A part that cannot be had (no network, and not kept here yet)
// is not a fault of the page: it says so, and can be tried again.
import { type ComponentProps, createComponent, type JSX, lazy, Suspense } from "solid-js";

export class PartMissing extends Error {
  override name = "PartMissing";
}

/** Solid's own bound for what can be lazy; each part keeps its own props. */
type Part = Awaited<ReturnType<Parameters<typeof lazy>[0]>>["default"];

export function part<T extends Part>(load: () => Promise<{ default: T }>) {
  return lazy(() =>
    load().catch((error: unknown) => {
      throw new PartMissing(String(error));
    }),
  );
}

/**
 * For what a page can do without: where it cannot be had, nothing stands in its place, and nothing is said. The page does
 * not wait for it either: it would be taken away for that moment, and the focus with it.
 */
export function optionalPart<T extends Part>(load: () => Promise<{ default: T }>) {
  const Late = lazy(() => load().catch(() => ({ default: (() => null) as unknown as T })));
  return (props: ComponentProps<T>): JSX.Element =>
    createComponent(Suspense, {
      get children() {
        return createComponent(Late, props);
      },
    });
}
