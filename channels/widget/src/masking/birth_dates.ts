/** Dates of birth: dates beside a word such as "born". Other dates stay, the answers need them. */
import { DAYS, isBareDate, MONTHS } from "./dates.ts";
import { Labels } from "./labels.ts";
import { all, anyOf, anyPhrase, endOf, isWhole, LETTER, search } from "./patterns.ts";
import { isLetter, type Span, type TextView } from "./text_view.ts";
import { words } from "./words.ts";

const BETWEEN = "(?: ?[\\-.\\/] ?| )";
const NUMERIC = `[0-9]{1,2}${BETWEEN}[0-9]{1,2}${BETWEEN}(?:[0-9]{4}|[0-9]{2})`
  + `|[0-9]{4}${BETWEEN}[0-9]{1,2}${BETWEEN}[0-9]{1,2}|[0-9]{8}`;
const ORDINAL = "(?:st|nd|rd|th|e|de|ste|er|\\.|º)?";
const YEAR = "(?:[ ,.'\\-]{1,3}[0-9]{4}|[ ,.'\\-]{1,3}[0-9]{2}(?![0-9:]))?";
const JOINED = ` ?(?:,|\\/|&|\\+|(?<!${LETTER})(?:and|en|et|y|und|ve|و|и)(?!${LETTER}))+ ?`;

let date = "";
let otherDate = "";

function prepare(): void {
  const month = `(?:${anyOf(words("months"))})(?!${LETTER})\\.?`;
  const written = `[0-9]{1,2}${ORDINAL}[ \\n.\\-]{0,2}(?:(?:of|de|van) )?${month}${YEAR}`
    + `|(?<!${LETTER})${month} ?[0-9]{1,2}${ORDINAL}(?![0-9])${YEAR}|[0-9]{4}[ \\-]${month}[ \\-][0-9]{1,2}`;
  date = `(?<![0-9])(?:${written}|${NUMERIC})(?![0-9])`;
  otherDate = `${anyPhrase(words("other_date_words"))}|[?!;)]|\\.(?=[ \\n])`;
}

/** Return the dates of birth, and dates that follow one after a comma or "and". */
export function birthDates(view: TextView): Span[] {
  const labels = new Labels(view, "birth");
  const found: Span[] = [];
  if (!labels.spans.length) return found;
  if (!date) prepare();
  for (const match of all(date, view.text)) {
    const span: Span = [match.index, endOf(match)];
    const last = found.at(-1)?.[1] ?? 0;
    const behindAnother = found.length > 0 && isWhole(JOINED, view.text.slice(last, span[0]));
    if (isPossible(match[0]) && (behindAnother || isOfBirth(view, labels, span, last))) found.push(span);
  }
  return found;
}

function isOfBirth(view: TextView, labels: Labels, [start, end]: Span, last: number): boolean {
  const before = labels.before(start);
  const behind = labels.behind(end);
  if (before && before[0] >= last && !search(otherDate, view.text, before[1], start)) return true;
  if (!behind || search(otherDate, view.text, end, behind[0])) return false;
  // "until 12-03-2026 my child is born": the word before the date says what date it is.
  const lastWord = view.text.slice(Math.max(0, start - 10), start).match(/\S+/g)?.at(-1);
  return !(lastWord && isWhole(otherDate, lastWord));
}

/** Tell whether the numbers of a date can be a day and a month. */
function isPossible(found: string): boolean {
  const numbers = (found.match(/[0-9]+/g) ?? []).map(Number);
  if ([...found].some(isLetter)) return Math.min(...numbers) >= 1 && Math.min(...numbers) <= DAYS;
  if (numbers.length === 1) return isBareDate(found);
  const rest = numbers[0]! > DAYS ? numbers.slice(1) : numbers.slice(0, 2);
  return Math.min(...rest) >= 1 && Math.min(...rest) <= MONTHS && Math.max(...rest) <= DAYS;
}
