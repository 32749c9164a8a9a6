// Why a record is refused. Thrown inside this package only; `verify` turns it into a verdict.
export class Refused extends Error {
  readonly reason: Reason;
  constructor(reason: Reason, detail = "") {
    super(detail === "" ? reason : `${reason}: ${detail}`);
    this.reason = reason;
  }
}

export type Reason =
  | "not-a-record"
  | "operation-malformed"
  | "operation-signature"
  | "operations-incomplete"
  | "other-circle"
  | "statement-malformed"
  | "statement-signature"
  | "words-left-out"
  | "words-not-theirs"
  | "stranger"
  | "statements-incomplete"
  | "no-proposal"
  | "no-closing"
  | "wrong-text"
  | "answer-left-out"
  | "rule-does-not-hold"
  | "before-its-date"
  | "two-wordings"
  | "older-list"
  | "not-all-asked"
  | "other-roll";
