/** Telephone numbers of people; those of services stay. */
import { isBareDate, isDate, isYear } from "./dates.ts";
import { inCode, numbersIn, range } from "./digit_groups.ts";
import { Labels } from "./labels.ts";
import { byPlace } from "./mail.ts";
import { all, endOf } from "./patterns.ts";
import type { Span, TextView } from "./text_view.ts";
import { words } from "./words.ts";

const LABELLED_LENGTHS = range(7, 16);
const LABEL_DISTANCE = 25;
const SHORTEST_INTERNATIONAL = 9;
const ENOUGH_INTERNATIONAL = 11;
const BETWEEN = "[ .\\-\\/()]{0,3}";
const ABROAD = "(?:(?<![0-9])\\+ ?|(?<![0-9:.,])00 ?)";
const NETHERLANDS = `\\(?31\\)?${BETWEEN}(?:\\(?0\\)?${BETWEEN})?`;
// A number that begins with 31 without a plus is a Dutch mobile number when 6 follows.
const DUTCH = `(?:${ABROAD}${NETHERLANDS}[1-9]|(?<![0-9+])31[ \\-]?\\(?0?\\)?[ \\-]?6)(?:${BETWEEN}[0-9]){8}(?![0-9])`;
const FOREIGN = `${ABROAD}\\(?[1-9](?:${BETWEEN}[0-9]){7,13}(?![0-9])`;
// Ten digits in the Netherlands, eleven or twelve elsewhere.
const NATIONAL = `(?<![0-9+])(?<![0-9][.\\/])\\(?0[1-9](?:${BETWEEN}[0-9]){8}(?:(?![0-9])|(?:${BETWEEN}[0-9]){1,2}(?![0-9]))`;
const SERVICE = "(?<![0-9])(?<![0-9][ .\\-])0(?:800|90[069])(?:[ .\\-]?[0-9]{4}|[ .\\-]?[0-9]{3}[ .\\-]?[0-9]{4}|(?:[ .\\-]?[0-9]){7})";

let service = "";

/** Return the telephone numbers of services. */
export function publicNumbers(view: TextView): Span[] {
  if (!service) {
    const known = words("public_numbers").map((number) => number.replace(/[^0-9]/g, ""))
      .filter((digits) => digits.length >= LABELLED_LENGTHS[0]!) // no rule takes a shorter one
      .map((digits) => `(?:(?:\\+ ?|00)?31${BETWEEN}(?:0\\)?${BETWEEN})?|\\(?0)${[...digits.replace(/^0/, "")].join(BETWEEN)}`);
    service = `(?<![0-9])(?:${known.join("|")})(?![0-9])|${SERVICE}(?![0-9])`;
  }
  return all(service, view.text).map((match) => [match.index, endOf(match)]);
}

/** Return the numbers that are written as telephone numbers are. */
export function phones(view: TextView): Span[] {
  const found: Span[] = [];
  for (const form of [DUTCH, FOREIGN, NATIONAL]) {
    const { text } = view;
    const spans = all(form, text).map((match) => checked(match, form))
      .filter((span): span is Span => span !== null && !inCode(text, span));
    view = view.without(spans);
    found.push(...spans);
  }
  return found.sort(byPlace);
}

function checked(match: RegExpExecArray, form: string): Span | null {
  const text = match[0];
  const groups = [...text.matchAll(/[0-9]+/g)];
  const digits = groups.map((group) => group[0]);
  if (digits.every(isYear) || range(0, digits.length - 2).some((index) => isDate(digits.slice(index, index + 3)))) return null;
  let start = match.index;
  let end = endOf(match);
  if (text[0] === "(" && !text.includes(")")) start += 1;
  if (form === NATIONAL) return isOneNumber(text, groups) ? [start, end] : null;
  if (form === FOREIGN) {
    end = match.index + endOfForeign(groups);
    if (digits.join("").length < SHORTEST_INTERNATIONAL) return null;
  }
  return [start, end];
}

/** Tell whether the parts behind the first belong together: 01-04-26 1045 is no number. */
function isOneNumber(text: string, groups: RegExpExecArray[]): boolean {
  const separators = groups.slice(1).map((group, index) => text.slice(endOf(groups[index]!), group.index).replace(/^[( )]+|[( )]+$/g, ""));
  return new Set(separators.slice(1)).size <= 1 && (!separators.includes(".") || new Set(separators).size === 1);
}

/** Return where a number is long enough, so that a date behind it is not taken for a part. */
function endOfForeign(groups: RegExpExecArray[]): number {
  let digits = 0;
  const last = groups.find((group) => (digits += group[0].length) >= ENOUGH_INTERNATIONAL);
  return endOf(last ?? groups.at(-1)!);
}

/** Return numbers beside a word such as telephone. */
export function labelledPhones(view: TextView): Span[] {
  const labels = new Labels(view, "tel");
  if (!labels.spans.length) return [];
  return numbersIn(view.text, LABELLED_LENGTHS, ({ span: [start, end], digits }) =>
    (labels.before(start, LABEL_DISTANCE) ?? labels.behind(end)) !== null && !isBareDate(digits));
}
