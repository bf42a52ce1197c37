/** Takes personal data out of a text before it leaves the browser: the rules of the server. */
import { accountNumbers } from "./accounts.ts";
import { addresses } from "./addresses.ts";
import { birthDates } from "./birth_dates.ts";
import { cases, codedLines, documents, labelledCases, labelledDocuments } from "./documents.ts";
import { byPlace, mailAddresses } from "./mail.ts";
import { names } from "./names.ts";
import { bsns, labelledBsns, labelledVNumbers, vNumbers } from "./numbers.ts";
import { all, endOf, WORD } from "./patterns.ts";
import { labelledPhones, phones, publicNumbers } from "./phones.ts";
import { type Span, TextView } from "./text_view.ts";

export interface Masked { text: string; kinds: string[] }

type Rule = (view: TextView) => Span[];

const MOST_ROUNDS = 4;
const TAG = "<(?:bsn|vnr|case|doc|iban|mail|tel|birth|address|name|secret)>";
const CODE = "(?<![0-9a-z])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-z])";
const SERVICE_ADDRESS = `(?:https?:\\/\\/)?(?<!${WORD}|[@\\-])(?:(?:${WORD}|-){1,63}\\.){0,4}ind\\.nl(?!${WORD}|-)(?:${WORD}|[\\/.%\\-])*`;

/** Return message ids and addresses of pages of the service, whose digits are no person's. */
function codesAndOwnPages(view: TextView): Span[] {
  return [CODE, SERVICE_ADDRESS].flatMap((source) => places(source, view)).sort(byPlace);
}

function places(source: string, view: TextView): Span[] {
  return all(source, view.text).map((match) => [match.index, endOf(match)]);
}

// The first rule that finds something has it; a label says more than a form. No kind: it stays.
const RULES: [string | null, Rule][] = [
  ["DOC", codedLines], ["MAIL", mailAddresses], ["IBAN", accountNumbers], [null, publicNumbers],
  [null, codesAndOwnPages], ["BSN", labelledBsns], ["VNR", labelledVNumbers], ["CASE", labelledCases],
  ["CASE", cases], ["DOC", documents], ["DOC", labelledDocuments], ["BIRTH", birthDates], ["TEL", phones],
  ["TEL", labelledPhones], ["VNR", vNumbers], ["BSN", bsns], ["ADDRESS", addresses], ["NAME", names],
];
// All others look for digits, and most messages have none.
const NEED_NO_DIGIT = new Set<Rule>([codedLines, mailAddresses, codesAndOwnPages, names]);

/** Put a tag in place of each identifier; everything else stays as it was typed. */
export function mask(text: string): Masked {
  let view = TextView.of(text);
  view = view.without(places(TAG, view));
  const rules = /[0-9]/.test(view.text) ? RULES : RULES.filter(([, rule]) => NEED_NO_DIGIT.has(rule));
  const found: [Span, string][] = [];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const before = found.length;
    for (const [kind, rule] of rules) {
      const spans = rule(view);
      view = view.without(spans);
      if (kind !== null) found.push(...spans.map((span): [Span, string] => [view.originalSpan(span), kind]));
    }
    if (found.length === before) break; // a second round finds what a number beside it hid
  }
  return withTags(view.original, found.sort(([a], [b]) => byPlace(a, b)));
}

function withTags(characters: readonly string[], found: [Span, string][]): Masked {
  let text = "";
  let done = 0;
  for (const [[start, end], kind] of found) {
    text += `${characters.slice(done, Math.max(done, start)).join("")}<${kind}>`;
    done = Math.max(done, end);
  }
  return { text: text + characters.slice(done).join(""), kinds: [...new Set(found.map(([, kind]) => kind))] };
}
