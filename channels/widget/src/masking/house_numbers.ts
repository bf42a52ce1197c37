/** House numbers, as far as they can be told from counts, years, dates and times. */
import { isYear } from "./dates.ts";
import { anyOf, endOf, LETTER, matchAt } from "./patterns.ts";
import { words } from "./words.ts";

export const HOUSE_NUMBER = `[0-9]{1,5}(?:-[0-9]{1,4}|-?[a-z](?!${LETTER})| [b-h](?!${LETTER})`
  + `| ?(?:bis|hs|ii|iii|huis|hoog)(?!${LETTER}))?(?![0-9])`;

/** Return where the house number that stands at a place ends; null when there is none. */
export function numberAt(text: string, position: number): number | null {
  const counted = anyOf(words("count_words", "months"));
  const number = `${HOUSE_NUMBER}(?![.:][0-9]|,[0-9]{1,2}(?![0-9]))(?! ?[%€])(?![ \\-]?(?:${counted})(?!${LETTER}))`;
  const match = matchAt(number, text, position);
  return match && !beginsWithYear(match[0]) ? endOf(match) : null;
}

/** Return where the house number behind a place ends, also after "number". */
export function numberBehind(text: string, position: number): number | null {
  const introduced = `[ ,\\n]{0,3}(?:(?:${anyOf(words("house_number_words"))})[. :]{0,2})?`;
  const match = matchAt(introduced, text, position);
  return match ? numberAt(text, endOf(match)) : null;
}

/** Tell whether what looks like a house number is a year. */
export function beginsWithYear(number: string): boolean {
  const year = /^[0-9]{4}(?![0-9])/.exec(number);
  return year !== null && isYear(year[0]);
}
