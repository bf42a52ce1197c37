/** Words such as "BSN" or "passport number" that say what stands beside them. */
import { all, anyOf, endOf, LETTER, matchAt } from "./patterns.ts";
import { BARRIER, type Span, type TextView } from "./text_view.ts";
import { label, words } from "./words.ts";

const BEFORE = 40;
const BEHIND = 25;

export class Labels {
  readonly spans: Span[];
  private readonly text: string;

  constructor(view: TextView, kind: string) {
    this.text = view.text;
    this.spans = all(label(kind), view.text).map((match) => [match.index, endOf(match)]);
  }

  /** Return the nearest label that ends before a place, nothing found between them. */
  before(position: number, most = BEFORE): Span | null {
    const found = this.spans.filter(([, end]) => end <= position).at(-1);
    if (!found || position - found[1] > most) return null;
    return this.text.slice(found[1], position).includes(BARRIER) ? null : found;
  }

  /** Return the nearest label behind a place, in the same sentence. */
  behind(position: number, most = BEHIND): Span | null {
    const found = this.spans.find(([start]) => start >= position);
    if (!found || found[0] - position > most) return null;
    const between = this.text.slice(position, found[0]);
    return between.includes(BARRIER) || /[?!;\n]|\.(?![0-9])/.test(between) ? null : found;
  }

  /** Tell whether a label of this kind stands nearer before a place than one of the other. */
  nearerBefore(other: Labels, position: number): boolean {
    const own = this.before(position);
    const theirs = other.before(position);
    return own !== null && (theirs === null || own[1] > theirs[1]);
  }

  /** Tell whether a label stands near, on either side. */
  beside([start, end]: Span): boolean {
    return (this.before(start) ?? this.behind(end)) !== null;
  }
}

let connectors = "";

/** Return the place behind words such as "number is", where a label's value begins. */
export function afterConnectors(text: string, position: number): number {
  connectors ||= `(?:[ \\n:=#("'.,\\-]{1,4}(?:(?:${anyOf(words("connectors"))})(?!${LETTER}))?){0,7}`;
  const match = matchAt(connectors, text, position);
  return match ? endOf(match) : position;
}
