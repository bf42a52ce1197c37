/** Names that follow words such as "my name is"; other names cannot be told from other words. */
import { all, anyOf, anyPhrase, endOf, isWhole, LETTER, matchAt, search } from "./patterns.ts";
import { startsUpper } from "./streets.ts";
import { isUpper, type Span, type TextView } from "./text_view.ts";
import { isIn, words } from "./words.ts";

const MOST_WORDS = 4;
const MOST_SMALL_WORDS = 3;
const MOST_WORDS_WITHOUT_CASE = 2;
const LONGEST_WORD_BEFORE = 20;
const NAME_PART = `(?:${LETTER}\\.)+|'?${LETTER}+(?:['\\-]${LETTER}+)*`;

/** Return the names that people give as theirs. */
export function names(view: TextView): Span[] {
  const { text } = view;
  const withCapital = anyPhrase(words("name_phrases_with_capital"));
  const labels = anyPhrase(words("name_labels"));
  const phrases = `${labels}(?= ?:)|${anyPhrase(words("name_phrases", "name_phrases_with_capital"))}`;
  const notBefore = `(?<!${LETTER})(?:${anyOf(words("not_before_name"))})[ ]{1,2}(?=\\n?$)`;
  const found: Span[] = [];
  for (const phrase of all(phrases, text)) {
    const before = text.slice(Math.max(0, phrase.index - LONGEST_WORD_BEFORE), phrase.index);
    const behind = matchAt("(?: ?: ?| ?, ?)?[ \\n\"'(]{0,3}", text, endOf(phrase));
    if (search(notBefore, before) || !behind || !behind[0]) continue;
    const colon = behind[0].includes(":");
    const inTitles = isTitle(view, lastWord(phrase)) && !colon;
    const span = nameAt(view, endOf(behind), inTitles);
    if (!span) continue;
    const clear = colon || !isWhole(withCapital, phrase[0]);
    // "my name Ahmed", but not "my name went missing"
    if (!clear && (inTitles || !startsUpper(view.asTyped(span)))) continue;
    if (!found.length || span[0] >= found.at(-1)![1]) found.push(span);
  }
  return found;
}

/** Return the name at a place. `inTitles`: all words have capitals here, so that they say nothing. */
function nameAt(view: TextView, start: number, inTitles: boolean): Span | null {
  let end = start;
  let taken = 0;
  let most = 1;
  let withCapitals = false;
  for (const word of row(view.text, start)) {
    const span: Span = [word.index, endOf(word)];
    const title = isTitle(view, span);
    const plain = word[0].replace(/\.+$/, "");
    if (taken === 0) {
      withCapitals = title && !inTitles;
      most = mostWords(view, span, withCapitals);
    }
    if (isIn("name_titles", plain)) continue;
    if (isIn("name_particles", plain) && !(title && taken)) continue; // a part of the name when another word follows
    const isOtherWord = isIn("not_names", plain) && !(withCapitals && taken === 0);
    if (isOtherWord || (withCapitals && !title)) break;
    end = span[1];
    taken += 1;
    if (taken === most) break;
  }
  return taken ? [start, end] : null;
}

/** Return the words from a place on that have one space between them. */
function row(text: string, position: number): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  while (found.length < 2 * MOST_WORDS) {
    const word = matchAt(NAME_PART, text, position);
    if (!word) break;
    found.push(word);
    const space = matchAt(isIn("name_titles", word[0]) ? "\\.? ?" : " (?! )", text, endOf(word));
    if (!space) break;
    position = endOf(space);
  }
  return found;
}

function mostWords(view: TextView, span: Span, withCapitals: boolean): number {
  if (withCapitals) return MOST_WORDS;
  const typed = view.asTyped(span);
  return typed.toUpperCase() !== typed.toLowerCase() ? MOST_SMALL_WORDS : MOST_WORDS_WITHOUT_CASE;
}

function isTitle(view: TextView, span: Span): boolean {
  const typed = view.asTyped(span);
  return [...typed].length > 1 && startsUpper(typed) && !isUpper(typed);
}

function lastWord(phrase: RegExpExecArray): Span {
  const found = all(NAME_PART, phrase[0]).at(-1);
  return found ? [phrase.index + found.index, phrase.index + endOf(found)] : [phrase.index, endOf(phrase)];
}
