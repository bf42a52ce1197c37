/** Dutch postcodes of homes: with a house number, or where somebody says that it is theirs. */
import { beginsWithYear, HOUSE_NUMBER, numberBehind } from "./house_numbers.ts";
import { all, anyPhrase, endOf, search } from "./patterns.ts";
import { BARRIER, isUpper, type Span, type TextView } from "./text_view.ts";
import { isIn, words } from "./words.ts";

const SAID_BEFORE = 30;
const POSTCODE = "(?<![0-9a-z])[1-9][0-9]{3} ?([a-z]{2})(?![0-9a-z])";
const NUMBER_BEFORE = `(?<![0-9a-z.,:\\/\\-])(${HOUSE_NUMBER})[ ,\\n]{1,3}$`;

/** Return the postcodes of homes with their house numbers; those of post boxes stay. */
export function postcodes(view: TextView): Span[] {
  const found: Span[] = [];
  const said = anyPhrase(words("postcode_words", "address_phrases"));
  for (const match of all(POSTCODE, view.text)) {
    const start = match.index;
    const end = endOf(match);
    const before = view.text.slice(Math.max(0, start - SAID_BEFORE), start).split(BARRIER).at(-1)!;
    if (!canBePostcode(view, match) || search(postBoxes(), before)) continue;
    const number = search(NUMBER_BEFORE, before.slice(-12));
    const behind = numberBehind(view.text, end);
    if (number && !beginsWithYear(number[1]!)) found.push([start - number[0].length, behind ?? end]);
    else if (behind) found.push([start, behind]);
    else if (search(said, before)) found.push([start, end]);
  }
  return found;
}

/** Tell whether the letters are no word: in 2026 is 12 weeks enough. */
function canBePostcode(view: TextView, match: RegExpExecArray): boolean {
  const letters = match[1]!;
  if (isIn("not_postcode_letters", letters)) return false;
  if (!isIn("two_letter_words", letters)) return true;
  return isUpper(view.asTyped(match.indices![1]!)) && !isUpper(view.original.join(""));
}

/** Return the pattern of words for a post box, whose address is nobody's home. */
export function postBoxes(): string {
  return anyPhrase(words("post_box_words"));
}
