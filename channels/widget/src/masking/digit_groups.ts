/** Groups of digits that may belong together, without dates, years and times of day. */
import { isDate, isYear } from "./dates.ts";
import { all, anyOf, LETTER, matchAt, search } from "./patterns.ts";
import { isDigit, isLetter, type Span } from "./text_view.ts";
import { words } from "./words.ts";

const MAX_DIGITS = 15;
const WHOLE_NUMBER = 8;
/** The separator of a number that has more than one kind. */
export const MIXED = "mixed";

// Only groups such as these are one number when their separators differ: 281.234-5678.
const USUAL_GROUPS = new Set(["3,3,3", "4,2,3", "3,2,4", "2,3,4", "2,2,2,3", "3,3,4", "2,4,4", "4,3,3", "3,4,3"]);
const LONGEST_WORD = 20;
const LONGEST_AMOUNT_WORD = 12;
const RUN = "[0-9]+(?:(?:[-./]| [-./] | {1,2})[0-9]+)*";

interface Group { start: number; end: number; digits: string; separator: string }

/** Neighbouring groups read as one number. */
export interface Window { span: Span; digits: string; sizes: number[]; separator: string }

/** Return the digits of each group. */
export function partsOf({ digits, sizes }: Window): string[] {
  let end = 0;
  return sizes.map((size) => digits.slice(end, (end += size)));
}

/** Return rows of groups; a date, a pair of years and a time of day end a row. */
function pieces(text: string): Group[][] {
  const found: Group[][] = [];
  for (const run of all(RUN, text)) {
    const groups: Group[] = [];
    let end = run.index;
    for (const match of run[0].matchAll(/[0-9]+/g)) {
      const start = run.index + match.index;
      const separator = text.slice(end, start).trim() || " ";
      end = start + match[0].length;
      groups.push({ start, end, digits: match[0], separator });
    }
    let piece: Group[] = [];
    const taken = takenOf(text, groups);
    groups.forEach((group, index) => {
      if (!taken[index]) piece.push(group);
      else {
        if (piece.length) found.push(piece);
        piece = [];
      }
    });
    if (piece.length) found.push(piece);
  }
  return found;
}

function takenOf(text: string, groups: Group[]): boolean[] {
  const taken = groups.map((group) => group.digits.length <= 2 && besideColon(text, group));
  for (let index = 0; index < groups.length - 1; index += 1) {
    const pair = groups.slice(index, index + 2);
    if (pair.every(({ digits }) => isYear(digits))) taken[index] = taken[index + 1] = true;
    const three = groups.slice(index, index + 3);
    const alike = three.length === 3 && three[1]!.separator === three[2]!.separator;
    if (alike && isDate(three.map(({ digits }) => digits))) taken[index] = taken[index + 1] = taken[index + 2] = true;
  }
  return taken;
}

function besideColon(text: string, { start, end }: Group): boolean {
  const before = text.slice(Math.max(0, start - 2), start);
  const behind = text.slice(end, end + 2);
  return (before[1] === ":" && isDigit(before[0]!)) || (behind[0] === ":" && isDigit(behind[1] ?? ""));
}

/** Return the numbers of these lengths that begin with one group, the longest first. */
function windows(piece: Group[], index: number, lengths: ReadonlySet<number>): Window[] {
  const ends: number[] = [];
  let length = 0;
  for (let last = index; last < piece.length; last += 1) {
    length += piece[last]!.digits.length;
    if (length > MAX_DIGITS || (last > index && endsNumber(piece, last))) break;
    if (lengths.has(length)) ends.push(last + 1);
  }
  return ends.reverse().flatMap((end) => {
    const groups = piece.slice(index, end);
    const sizes = groups.map(({ digits }) => digits.length);
    const separators = new Set(groups.slice(1).map(({ separator }) => separator));
    const separator = separators.size > 1 ? MIXED : [...separators][0] ?? "";
    if (separator === MIXED && !USUAL_GROUPS.has(sizes.join())) return [];
    const span: Span = [groups[0]!.start, groups.at(-1)!.end];
    return [{ span, digits: groups.map(({ digits }) => digits).join(""), sizes, separator }];
  });
}

/** Return the places of the numbers of these lengths that are wanted and no amounts. */
export function numbersIn(text: string, lengths: Iterable<number>, wanted: (window: Window) => boolean): Span[] {
  const found: Span[] = [];
  const wantedLengths = new Set(lengths);
  for (const piece of pieces(text)) {
    for (let index = 0; index < piece.length;) {
      const window = windows(piece, index, wantedLengths).find((one) => wanted(one) && !isAmount(text, one));
      if (window) found.push(window.span);
      index += window ? window.sizes.length : 1;
    }
  }
  return found;
}

export function range(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, index) => start + index);
}

/** Tell whether a space stands between a whole number and digits that are another one. */
function endsNumber(piece: Group[], last: number): boolean {
  const longest = Math.max(piece[last]!.digits.length, piece[last - 1]!.digits.length);
  return piece[last]!.separator === " " && longest >= WHOLE_NUMBER;
}

/** Tell whether a number is money or a count of things. */
export function isAmount(text: string, { span: [start, end], sizes }: Window): boolean {
  const before = `(?<!${LETTER})(?:${anyOf(words("amount_before"))})[ :]{0,2}(?=\\n?$)`;
  const after = `,-| ?(?:${anyOf(words("amount_after"))})(?!${LETTER})`;
  if (search(before, text.slice(Math.max(0, start - LONGEST_AMOUNT_WORD), start))) return true;
  if (matchAt(after, text, end)) return true;
  return sizes.length > 1 && matchAt(",[0-9]{1,2}(?![0-9])", text.slice(end, end + 4), 0) !== null;
}

/** Tell whether a number is a part of a code such as 3f12ab, which is no person's number. */
export function inCode(text: string, [start, end]: Span): boolean {
  let before = start;
  while (before > 0 && start - before < LONGEST_WORD && isLetter(text[before - 1]!)) before -= 1;
  let behind = end;
  while (behind < text.length && behind - end < LONGEST_WORD && isLetter(text[behind]!)) behind += 1;
  if (behind > end && isDigit(text[behind] ?? "")) return true;
  if (before < start && isDigit(text[before - 1] ?? "")) return true;
  const letters = text.slice(before, start) + text.slice(end, behind);
  return letters !== "" && /^[a-f]*$/.test(letters);
}
