/** Home addresses: streets, postcodes, and what follows words such as "I live at". */
import { numberAt } from "./house_numbers.ts";
import { byPlace } from "./mail.ts";
import { all, anyPhrase, endOf, isWhole, matchAt, search } from "./patterns.ts";
import { postBoxes, postcodes } from "./postcodes.ts";
import { NAME_WORD, streets, streetsOfOtherForms } from "./streets.ts";
import type { Span, TextView } from "./text_view.ts";
import { isIn, words } from "./words.ts";

const MOST_WORDS = 5;

/** Return the addresses; parts that follow each other, as street and postcode, are one. */
export function addresses(view: TextView): Span[] {
  const merged: Span[] = [];
  const found = [streets, streetsOfOtherForms, postcodes, afterPhrases].flatMap((rule) => rule(view));
  for (const [start, end] of found.sort(byPlace)) {
    const last = merged.at(-1);
    if (last && belongsTo(view.text, last, start)) merged[merged.length - 1] = [last[0], Math.max(end, last[1])];
    else merged.push([start, end]);
  }
  return merged;
}

function belongsTo(text: string, span: Span, start: number): boolean {
  return start <= span[1] || isWhole("[ ,\\n]{1,3}", text.slice(span[1], start));
}

function afterPhrases(view: TextView): Span[] {
  const { text } = view;
  const found: Span[] = [];
  const labels = anyPhrase(words("address_labels"));
  const phrases = `${labels} ?:[ \\n]{0,2}|${anyPhrase(words("address_phrases"))}[ :,\\n]{1,3}`;
  for (const phrase of all(phrases, text)) {
    let position = endOf(phrase);
    for (let taken = 0; taken <= MOST_WORDS; taken += 1) {
      const end = numberAt(text, position);
      if (end) {
        if (!search(postBoxes(), text, endOf(phrase), position)) found.push([endOf(phrase), end]);
        break;
      }
      const word = matchAt(NAME_WORD, text, position);
      const behind = word ? matchAt("[ ,]{1,2}", text, endOf(word)) : null;
      if (!word || !behind || isIn("address_stops", word[0])) break;
      position = endOf(behind);
    }
  }
  return found;
}
