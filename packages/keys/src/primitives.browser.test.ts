import { primitivesSuite } from "./primitives.suite.ts";
import { webPrimitives } from "./primitives.ts";

primitivesSuite("WebCrypto in a browser", webPrimitives({ crypto: globalThis.crypto }));
