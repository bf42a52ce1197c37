/** Numbers of passports and residence documents, the coded lines of both, and case numbers. */
import { isBareDate, isDate, isYear } from "./dates.ts";
import { isAmount } from "./digit_groups.ts";
import { afterConnectors, Labels } from "./labels.ts";
import { all, anyOf, endOf, isWhole, matchAt } from "./patterns.ts";
import { isLetter, isLetterOrDigit, isUpper, type Span, type TextView } from "./text_view.ts";
import { words } from "./words.ts";

const CODED_LINE_LENGTHS = [30, 36, 44];
const CODED_LINE = "(?<![0-9a-z<])[0-9a-z<]{10,100}(?![0-9a-z<])";
const NO_WORD_BEFORE = "(?<![\\p{L}\\p{N}])";
const NO_WORD_BEHIND = "(?![\\p{L}\\p{N}])";
const TOKEN = `${NO_WORD_BEFORE}[0-9a-z]{7,11}${NO_WORD_BEHIND}`;
const FORMS = [
  // Two letters, six letters or digits, a digit: Dutch passports and cards, which have no letter O.
  "[a-np-z]{2}[a-np-z0-9]{6}[0-9]",
  "v(?=[a-z]*[0-9])[a-np-z1-9]{8}",
  // The letters and digits of German passports and cards, and what most other countries use.
  "(?=.*[0-9].*[0-9].*[0-9])[a-z][0-9cfghjklmnprtvwxyz]{8}",
  "[a-z]{1,2}[0-9]{6}",
];
const LETTERS_AND_DIGITS = "(?!nr|no)[a-z]{1,2}[0-9]{7,8}";
const VALUE = "[0-9a-z]+(?:[.\\/\\-][0-9a-z]+){0,6}(?: [0-9]+(?:[.\\/\\-][0-9]+){0,6}(?![0-9a-z])){0,5}";
const LETTERS_APART = "[a-z]{1,3} (?=[0-9])"; // NX 1234567
const COUNTED = "[0-9]{1,4}[a-z]{3,}"; // 180days
const CASE = `${NO_WORD_BEFORE}z-?[0-9](?:[\\-.\\/]?[0-9]){5,19}${NO_WORD_BEHIND}`;

const spanOf = (match: RegExpExecArray): Span => [match.index, endOf(match)];

/** Return the machine-readable lines of a passport or card. */
export function codedLines(view: TextView): Span[] {
  return all(CODED_LINE, view.text).map(spanOf).filter((span) => isCoded(view, span));
}

function isCoded(view: TextView, span: Span): boolean {
  const line = view.text.slice(...span);
  const digits = line.replace(/[^0-9]/g, "").length;
  if (line.includes("<")) return line.includes("<<") || (line.length >= 20 && digits >= 6);
  return CODED_LINE_LENGTHS.includes(line.length) && digits >= 12 && isUpper(view.asTyped(span));
}

/** Return what has the form of a document number. */
export function documents(view: TextView): Span[] {
  return all(TOKEN, view.text).map(spanOf).filter((span) => hasForm(view.text.slice(...span), view, span));
}

function hasForm(token: string, view: TextView, span: Span): boolean {
  if (isWhole(LETTERS_AND_DIGITS, token)) return true;
  if (!isUpper(view.asTyped(span)) || isWhole(`(?:${anyOf(words("months"))})[0-9]+`, token)) return false;
  return FORMS.some((form) => isWhole(form, token));
}

/** Return what stands as the number of a passport or another document. */
export function labelledDocuments(view: TextView): Span[] {
  return labelled(view, "doc", (value) =>
    value.length >= 6 && value.length <= 10 && ([...value].some(isLetter) || value.length < 10));
}

/** Return what stands as the number of a case, application or payment. */
export function labelledCases(view: TextView): Span[] {
  return labelled(view, "case", (value) => value.length >= 6 && value.length <= 24);
}

/** Return case numbers by their form: the letter Z and digits. */
export function cases(view: TextView): Span[] {
  return all(CASE, view.text).map(spanOf);
}

function labelled(view: TextView, kind: string, wanted: (value: string) => boolean): Span[] {
  const found: Span[] = [];
  for (const [, end] of new Labels(view, kind).spans) {
    for (const span of values(view, afterConnectors(view.text, end))) {
      const value = view.text.slice(...span).replace(/[^0-9a-z]/g, "");
      const usable = wanted(value) && !isSomethingElse(view.text, span, value);
      if (usable && (!found.length || span[0] >= found.at(-1)![1])) {
        found.push(span);
        break;
      }
    }
  }
  return found;
}

/** Return what may be the value at a place, the longest first: NX 123 4567, NX 123, NX. */
function values(view: TextView, start: number): Span[] {
  const { text } = view;
  const letters = matchAt(LETTERS_APART, text, start);
  if (letters && !isUpper(view.asTyped([start, endOf(letters) - 1]))) return [];
  const match = matchAt(VALUE, text, letters ? endOf(letters) : start);
  if (!match || (start && isLetterOrDigit(text[start - 1]!))) return [];
  if (!/[0-9]/.test(match[0].split(" ")[0]!)) return [];
  const found: Span[] = [];
  let end = endOf(match);
  while (end > start) {
    found.push([start, end]);
    end = text.slice(start, end).lastIndexOf(" ") + start;
    if (end < start) break;
  }
  return found;
}

function isSomethingElse(text: string, span: Span, value: string): boolean {
  if (!/[0-9]/.test(value) || isWhole(COUNTED, value)) return true;
  const parts = text.slice(...span).match(/[0-9]+/g) ?? [];
  if (parts.every(isYear)) return true;
  if (!/^[0-9]+$/.test(value)) return false;
  const isDay = isBareDate(value) || (parts.length === 3 && isDate(parts));
  if (isDay || isAmount(text, { span, digits: value, sizes: parts.map((part) => part.length), separator: " " })) return true;
  return value.endsWith("00") && value.length === 6;
}
