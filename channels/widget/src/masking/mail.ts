/** E-mail addresses, also with spaces around the at sign or the sign in words. */
import { all, anyOf, endOf, LETTER, matchAt, WORD } from "./patterns.ts";
import { isLetterOrDigit, type Span, type TextView } from "./text_view.ts";
import { isIn, words } from "./words.ts";

const LONGEST_NAME = 64;
const NAME_MARKS = ".+-_%&'~!#$";
const LABEL = `(?:${WORD}|-){1,63}`;
const HOST = `${LABEL}(?:\\.${LABEL}){0,7}\\.(?:${LETTER}{2,24}|xn--(?:${WORD}|-){2,59})`;

/** Return the e-mail addresses of people; those of services stay. */
export function mailAddresses(view: TextView): Span[] {
  const found = withSign(view.text);
  const spoken = all(inWords(), view.without(found).text).map((match): Span => [match.index, endOf(match)]);
  return [...found, ...spoken].sort(byPlace).filter(([start, end]) => !isIn("public_mail", view.text.slice(start, end)));
}

export function byPlace(a: Span, b: Span): number {
  return a[0] - b[0] || a[1] - b[1];
}

function withSign(text: string): Span[] {
  const found: Span[] = [];
  let done = 0;
  for (const sign of all(" ?@ ?", text)) {
    const host = matchAt(HOST, text, endOf(sign));
    const start = startOfName(text, sign.index, done);
    if (!host || start === sign.index) continue;
    if (sign[0] === " @" && isIn("public_hosts", host[0])) continue;
    done = endOf(host);
    found.push([start, done]);
  }
  return found;
}

function startOfName(text: string, end: number, done: number): number {
  let start = end;
  const first = Math.max(done, end - LONGEST_NAME);
  while (start > first && (isLetterOrDigit(text[start - 1]!) || NAME_MARKS.includes(text[start - 1]!))) start -= 1;
  while (start < end && !isLetterOrDigit(text[start]!) && text[start] !== "_") start += 1;
  return start;
}

let spoken = "";

function inWords(): string {
  if (spoken) return spoken;
  const [at, dot, hosts] = ["mail_at", "mail_dot", "mail_hosts"].map((name) => anyOf(words(name)));
  const mark = `(?:${WORD}|[.+'\\-])`;
  const name = `(?<!${mark})${mark}{1,${LONGEST_NAME}}`;
  const label = (least: number): string => `(?:${WORD}|-){${least},63}`;
  const point = `(?:\\.| ?[\\[(] ?(?:${dot}) ?[\\])] ?| (?:${dot}) )`;
  const bracketed = `${name} ?[\\[(] ?(?:@|${at}) ?[\\])] ?${label(1)}(?:${point}${label(2)}){1,4}`;
  const said = `${name} (?:${at}) (?:${hosts})${point}${LETTER}{2,24}(?!${LETTER})`;
  return (spoken = `${bracketed}|${said}`);
}
