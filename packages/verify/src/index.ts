// A small separate verifier of decision records. Imports nothing of ours: it is a second opinion.
export type { Closed, Counted, Said } from "./closing.ts";
export type { Reason } from "./refused.ts";
export { reasons, report } from "./report.ts";
export { format, type Note, type Verdict, type Verified, verify } from "./verify.ts";
