// What stands on top of an agreement, as the lines that many programs write on top of a Markdown file. What it was made
// from is left out: a file is a copy, and begins anew. Lines this app would not write are left to be read as words.
import { type AgreementFacts, type Decider, parseAgreementFacts } from "./facts.ts";

const edge = "---";

/** Nothing if there is nothing to say, so that most files begin with their title. */
export function writeFrontMatter(facts: AgreementFacts): string {
  const lines = [
    facts.summary === "" ? null : `summary: ${JSON.stringify(facts.summary)}`,
    ...facts.otherSummaries.map((other) => `also: ${JSON.stringify(other)}`),
    facts.decides.kind === "everyone" ? null : `decided by: ${deciderText(facts.decides)}`,
    facts.reviewOn === null ? null : `review on: ${facts.reviewOn}`,
    facts.language === null ? null : `language: ${facts.language}`,
  ].filter((line) => line !== null);
  return lines.length === 0 ? "" : [edge, ...lines, edge, "", ""].join("\n");
}

export function readFrontMatter(text: string): { facts: AgreementFacts | null; rest: string } {
  const found = /^\ufeff?---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text);
  if (found === null) return { facts: null, rest: text };
  const said: Record<string, unknown> = {};
  const others: unknown[] = [];
  for (const line of found[1]!.split(/\r?\n/)) {
    // With the s: the separators of lines and paragraphs in Unicode are letters like others in a quoted line.
    const [, key, value] = /^([a-z ]+): (.+)$/s.exec(line) ?? [];
    if (key === "summary") said.summary = jsonText(value!);
    else if (key === "also") others.push(jsonText(value!));
    else if (key === "decided by") said.decides = parseDeciderText(value!);
    else if (key === "review on") said.reviewOn = value;
    else if (key === "language") said.language = value;
    else return { facts: null, rest: text };
  }
  return { facts: parseAgreementFacts({ ...said, otherSummaries: others }), rest: text.slice(found[0].length) };
}

function deciderText(decides: Exclude<Decider, { kind: "everyone" }>): string {
  return decides.kind === "law" ? `law, because ${JSON.stringify(decides.why)}` : `working group ${decides.group}`;
}
function parseDeciderText(text: string): unknown {
  const law = /^law, because (.*)$/s.exec(text);
  if (law) return { kind: "law", why: jsonText(law[1]!) };
  return { kind: "working-group", group: /^working group ([0-9a-f]{32})$/.exec(text)?.[1] };
}

function jsonText(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text; // written by hand, without the quotes
  }
}
