import { wycheproofSuite } from "./wycheproof.suite.ts";

wycheproofSuite("in a browser");
