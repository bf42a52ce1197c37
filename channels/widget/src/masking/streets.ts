/** Streets with a house number, in Dutch, English and some other languages. */
import { beginsWithYear, HOUSE_NUMBER, numberBehind } from "./house_numbers.ts";
import { all, anyOf, endOf, LETTER, WORD } from "./patterns.ts";
import type { Span, TextView } from "./text_view.ts";
import { isIn, words } from "./words.ts";

export const NAME_WORD = `${LETTER}+(?:['\\-]${LETTER}+)*\\.?`;
const NO_STREETS = ["address_stops", "articles", "count_words", "name_particles", "not_streets"];
const NAME = `${LETTER}(?:${WORD}|['.\\-]){0,30}`;
const NUMBER_FIRST = `(?<!${WORD}|[.,:])(${HOUSE_NUMBER})[ ,]{1,2}`;

/** Return Kerkstraat 12 and Baker Street 12. */
export function streets(view: TextView): Span[] {
  const endings = words("street_endings");
  const found: Span[] = [];
  let previous: RegExpExecArray | null = null;
  for (const word of all(NAME_WORD, view.text)) {
    const name = word[0].replace(/\.+$/, "");
    let start: number | null = null;
    if (isIn("street_words", name) && previous && !isOtherWord(previous[0])) {
      if (endOf(previous) + 1 >= word.index) start = previous.index;
    } else if (
      endings.some((ending) => name.endsWith(ending)) && !endings.some((ending) => name.startsWith(ending))
      && !isIn("not_streets", name)
    ) {
      start = word.index;
    }
    previous = word;
    const end = start === null ? null : numberBehind(view.text, endOf(word));
    if (start !== null && end) found.push([start, end]);
  }
  return found;
}

function isOtherWord(word: string): boolean {
  return NO_STREETS.some((list) => isIn(list, word));
}

/** Return 12 Oak Drive, 12 rue de la Paix, laan van Meerdervoort 12. */
export function streetsOfOtherForms(view: TextView): Span[] {
  const found: Span[] = [];
  const typeLast = `${NUMBER_FIRST}((?:${NAME} ){1,3}?)(${anyOf(words("street_words_with_capitals"))})(?!${LETTER})`;
  for (const match of all(typeLast, view.text)) {
    if (!beginsWithYear(match[1]!) && isName(view, match)) found.push([match.index, endOf(match)]);
  }
  const typeFirst = `(?:${NUMBER_FIRST})?(?<!${LETTER})(?:${anyOf(words("street_words_before"))}) (?:${NAME} ?){1,5}`;
  for (const match of all(typeFirst, view.text)) {
    const nameEnd = endOf(match) - (match[0].endsWith(" ") ? 1 : 0);
    const end = numberBehind(view.text, nameEnd);
    if (match[1] || end) found.push([match.index, end ?? nameEnd]);
  }
  return found;
}

/** Tell whether a street's name has capitals, or is one word that is no other word. */
function isName(view: TextView, match: RegExpExecArray): boolean {
  const offset = match.indices![2]![0];
  const names = all(NAME_WORD, match[2]!).map((word): Span => [offset + word.index, offset + endOf(word)]);
  if (names.length && names.every((name) => startsUpper(view.asTyped(name)))) return true;
  if (names.length !== 1 || !isIn("street_words", match[3]!)) return false;
  return !isOtherWord(view.text.slice(...names[0]!));
}

export function startsUpper(typed: string): boolean {
  return /^\p{Lu}/u.test(typed);
}
