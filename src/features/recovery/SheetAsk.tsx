// Asked gently on Home, in its own time: whether to ask and the question itself come with the other pages.
import { optionalPart } from "../part.ts";

export const SheetAsk = optionalPart(() => import("../../inner.ts").then((pages) => ({ default: pages.SheetDue })));
