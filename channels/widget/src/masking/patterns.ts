/** Patterns as the server's rules write them; made on first use, so that an old browser fails late. */

/** One letter of any script. */
export const LETTER = "[\\p{L}\\p{Nl}\\p{No}]";
/** A letter, a digit or an underscore. */
export const WORD = "[\\p{L}\\p{N}_]";
const NEVER = "(?!)";

const made = new Map<string, RegExp>();

/** Return a pattern that finds all its places; use it with the functions below only. */
export function pattern(source: string): RegExp {
  let found = made.get(source);
  if (!found) made.set(source, (found = new RegExp(source, "gdu")));
  return found;
}

const anchored = new Map<string, RegExp>();

function at(source: string): RegExp {
  let found = anchored.get(source);
  if (!found) anchored.set(source, (found = new RegExp(source, "dyu")));
  return found;
}

/** Find all places. */
export function all(source: string, text: string): RegExpExecArray[] {
  return [...text.matchAll(pattern(source))];
}

/** Find the first place from a position on, before an end. */
export function search(source: string, text: string, from = 0, until = text.length): RegExpExecArray | null {
  const found = pattern(source);
  found.lastIndex = from;
  return found.exec(text.slice(0, until));
}

/** Match at a position. */
export function matchAt(source: string, text: string, position: number): RegExpExecArray | null {
  const found = at(source);
  found.lastIndex = position;
  return found.exec(text);
}

/** Match a text as a whole. */
export function isWhole(source: string, text: string): boolean {
  return matchAt(`(?:${source})$`, text, 0) !== null;
}

export function endOf(match: RegExpExecArray): number {
  return match.index + match[0].length;
}

function escaped(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

const joined = new WeakMap<readonly string[], string>();
const phrases = new WeakMap<readonly string[], string>();

/** Return a pattern for any of these words, the longest first. */
export function anyOf(words: readonly string[]): string {
  let found = joined.get(words);
  if (found === undefined) {
    const longestFirst = [...new Set(words)].sort((a, b) => b.length - a.length);
    joined.set(words, (found = longestFirst.map(escaped).join("|") || NEVER));
  }
  return found;
}

/** Return a pattern for these phrases between other letters; a space may be a hyphen or none. */
export function anyPhrase(words: readonly string[]): string {
  let found = phrases.get(words);
  if (found === undefined) {
    const spaced = anyOf(words).replaceAll(" ", "[ \\n-]{0,2}");
    phrases.set(words, (found = `(?<!${LETTER})(?:${spaced})(?!${LETTER})`));
  }
  return found;
}
