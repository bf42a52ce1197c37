/** Citizen service numbers (BSN) and numbers of the immigration service (V-number). */
import { passesElevenTest } from "./checksums.ts";
import { isBareDate, isYear } from "./dates.ts";
import { inCode, MIXED, numbersIn, partsOf, range, type Window } from "./digit_groups.ts";
import { afterConnectors, Labels } from "./labels.ts";
import type { Span, TextView } from "./text_view.ts";

const BSN_LENGTHS = [8, 9];
const V_NUMBER_LENGTH = 10;
const LABELLED_V_NUMBER_LENGTHS = range(9, 12);
// How people group eight or nine digits; other groups are more often two numbers than one.
const BSN_GROUPS = new Set([
  "8", "9", "1,1,1,1,1,1,1,1", "1,1,1,1,1,1,1,1,1", "3,3,3", "4,2,3", "3,2,4", "2,3,4", "4,3,2", "2,3,3", "3,3,2", "3,2,3",
  "2,2,2,3", "3,2,2,2", "1,2,2,2,2", "2,2,2,2,1", "4,4", "4,5", "5,4", "3,6", "6,3", "2,2,5", "5,2,2", "1,3,3",
]);
const LONGEST_AGE = 2;

/** Return numbers of eight or nine digits beside the word BSN, mistyped ones too. */
export function labelledBsns(view: TextView): Span[] {
  const labels = new Labels(view, "bsn");
  if (!labels.spans.length) return [];
  return numbersIn(view.text, BSN_LENGTHS, ({ span, digits }) => {
    if (!isBareDate(digits)) return labels.beside(span);
    const label = labels.before(span[0]); // "a BSN on 12032026" is a date, "BSN 12032026" is not
    return label !== null && afterConnectors(view.text, label[1]) === span[0];
  });
}

/** Return all other numbers with the check digit of a citizen service number. */
export function bsns(view: TextView): Span[] {
  return numbersIn(view.text, BSN_LENGTHS, (window) =>
    BSN_GROUPS.has(window.sizes.join()) && passesElevenTest(window.digits) && !isBareDate(window.digits)
    && isOneNumber(view, window));
}

/** Return numbers beside the word V-number, also with a digit too many or too few. */
export function labelledVNumbers(view: TextView): Span[] {
  const labels = new Labels(view, "vnr");
  const phones = new Labels(view, "tel");
  if (!labels.spans.length) return [];
  return numbersIn(view.text, LABELLED_V_NUMBER_LENGTHS, ({ span, digits }) => {
    if (phones.nearerBefore(labels, span[0])) return false;
    return digits.length === V_NUMBER_LENGTH ? labels.beside(span) : labels.before(span[0]) !== null;
  });
}

/** Return all other numbers of ten digits that do not begin with a nought. */
export function vNumbers(view: TextView): Span[] {
  return numbersIn(view.text, [V_NUMBER_LENGTH], (window) => window.digits[0] !== "0" && isOneNumber(view, window));
}

function isOneNumber(view: TextView, window: Window): boolean {
  const perhapsAges = window.separator === " " && Math.max(...window.sizes) === LONGEST_AGE;
  return !(perhapsAges || isTwoFigures(window) || inCode(view.text, window.span));
}

/** Tell whether a number is a large round one, or two figures such as 2025 45000. */
function isTwoFigures(window: Window): boolean {
  const { sizes, digits, separator } = window;
  if (sizes.length === 1) return digits.endsWith("0000");
  if (sizes.length > 2 && separator !== MIXED) return digits.endsWith("000");
  return separator !== "." && partsOf(window).some((part) => isYear(part) || part.endsWith("00"));
}
