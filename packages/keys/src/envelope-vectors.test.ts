import { envelopeVectorsSuite } from "./envelope-vectors.suite.ts";

envelopeVectorsSuite("in Node");
