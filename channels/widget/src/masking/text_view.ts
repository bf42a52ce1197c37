/** A text as the rules read it: plain digits, small letters, nothing invisible. */
export type Span = readonly [start: number, end: number];

/** Stands where something was found; no rule reads across it. */
export const BARRIER = "\0";

const BLANK_LETTERS = new Set("\u0640\u115f\u1160\u2800\u3164\uffa0");
const SAME_MARK = new Map<string, string>([
  ...[..."\n\r\x0b\x0c\x85\u2028\u2029"].map((char) => [char, "\n"] as const),
  ...[..."`\u00b4\u2018\u2019\u201b\u02bc"].map((char) => [char, "'"] as const),
  ...[..."\u00b7\u2022\u2219\u22c5\u30fb\u3002\uff61\u066b"].map((char) => [char, "."] as const),
  ...[..."\u2044\u2215\u29f8"].map((char) => [char, "/"] as const),
  ...[..."\u2043\u2212\u02d7"].map((char) => [char, "-"] as const),
  ["\t", " "],
  ["\u0131", "i"],
]);
// Stand for letters and signs beyond the first plane, so that a character is one place in a text.
const SOME_LETTER = "\u4e00";
const SOME_SIGN = "\ufffc";

const known = new Map<string, string>();

/** Return the plain form of one character; nothing for what is not seen or only decorates. */
export function foldCharacter(char: string): string {
  let plain = known.get(char);
  if (plain === undefined) known.set(char, (plain = fold(char)));
  return plain;
}

function fold(char: string): string {
  const same = SAME_MARK.get(char);
  if (same !== undefined) return same;
  if (/\p{Nd}/u.test(char)) return digit(char);
  if (/[\p{C}\p{M}]/u.test(char) || BLANK_LETTERS.has(char)) return "";
  if (/\p{Zs}/u.test(char)) return " ";
  if (/\p{Pd}/u.test(char)) return "-";
  const decomposed = char.normalize("NFKD");
  if (decomposed !== char) return [...decomposed].map(foldCharacter).join("");
  const folded = char.toLowerCase().toUpperCase().toLowerCase();
  return [...folded].map((part) => (part.length === 1 ? part : /[\p{L}\p{N}]/u.test(part) ? SOME_LETTER : SOME_SIGN)).join("");
}

/** Return the value of a decimal digit: in each script they stand in a row that begins at 0 or 6. */
function digit(char: string): string {
  const plain = char.normalize("NFKD");
  if (plain >= "0" && plain <= "9" && plain.length === 1) return plain;
  const code = char.codePointAt(0)!;
  const row = code - (code % 16);
  const zero = /\p{Nd}/u.test(String.fromCodePoint(row)) && code - row < 10 ? row : row + 6;
  return String(code - zero);
}

export function foldText(text: string): string {
  return [...text].map(foldCharacter).join("");
}

/** The plain form of a text, and where each of its characters stands in the original. */
export class TextView {
  private constructor(
    readonly original: readonly string[],
    readonly text: string,
    private readonly origins: readonly number[],
  ) {}

  static of(original: string): TextView {
    const characters = [...original];
    const folded = characters.map(foldCharacter);
    const origins = folded.flatMap((plain, index) => Array<number>(plain.length).fill(index));
    return new TextView(characters, folded.join(""), origins);
  }

  /** Return the view with a barrier in place of each span. */
  without(spans: readonly Span[]): TextView {
    if (!spans.length) return this;
    let text = "";
    let done = 0;
    for (const [from, to] of spans.map((span) => this.whole(span))) {
      const start = Math.max(from, done);
      const end = Math.max(to, done);
      text += this.text.slice(done, start) + BARRIER.repeat(end - start);
      done = end;
    }
    return new TextView(this.original, text + this.text.slice(done), this.origins);
  }

  /** Return a span that ends between original characters: one may have several plain ones. */
  whole([start, end]: Span): Span {
    const { origins } = this;
    while (start > 0 && origins[start - 1] === origins[start]) start -= 1;
    while (end < origins.length && origins[end] === origins[end - 1]) end += 1;
    return [start, end];
  }

  /** Return where a span stands in the original, with invisible characters behind it. */
  originalSpan([start, end]: Span): Span {
    const last = this.origins[end - 1]!;
    return [this.origins[start]!, Math.max(this.origins[end] ?? this.original.length, last + 1)];
  }

  /** Return the original characters of a span. */
  asTyped([start, end]: Span): string {
    return this.original.slice(this.origins[start]!, this.origins[end - 1]! + 1).join("");
  }
}

/** Tell whether a text has large letters and no small ones. */
export function isUpper(text: string): boolean {
  return text === text.toUpperCase() && text !== text.toLowerCase();
}

export function isLetter(char: string): boolean {
  return /^\p{L}$/u.test(char);
}

export function isLetterOrDigit(char: string): boolean {
  return /^[\p{L}\p{N}]$/u.test(char);
}

export function isDigit(char: string): boolean {
  return char >= "0" && char <= "9" && char.length === 1;
}
