/** Account numbers (IBAN) of all countries. */
import { passesMod97 } from "./checksums.ts";
import { Labels } from "./labels.ts";
import { all, endOf, isWhole, matchAt } from "./patterns.ts";
import { isLetterOrDigit, type Span, type TextView } from "./text_view.ts";
import { accountLength } from "./words.ts";

const FEWEST_DIGITS = 8;
const START = "(?<![0-9a-z])([a-z]{2})[ .\\-]?[0-9][ .\\-]?[0-9]";
const PART = "[ .\\-\\/]{0,3}([0-9a-z])";
const DUTCH_FORM = "nl[0-9]{2}[a-z]{4}[0-9]{10}";

/** Return account numbers with good check digits, and mistyped ones of a clear form. */
export function accountNumbers(view: TextView): Span[] {
  const labels = new Labels(view, "iban");
  const found: Span[] = [];
  let done = 0;
  for (const start of all(START, view.text)) {
    const length = accountLength(start[1]!);
    if (length === undefined || start.index < done) continue;
    const [account, end] = collect(view.text, start.index, length);
    if (account.length < length || account.replace(/[^0-9]/g, "").length < FEWEST_DIGITS) continue;
    const labelled = labels.before(start.index) !== null && !isLetterOrDigit(view.text[end] ?? "");
    if (passesMod97(account) || isWhole(DUTCH_FORM, account) || labelled) {
      found.push([start.index, end]);
      done = end;
    }
  }
  return found;
}

function collect(text: string, position: number, length: number): [string, number] {
  let account = "";
  while (account.length < length) {
    const part = matchAt(PART, text, position);
    if (!part) break;
    account += part[1]!;
    position = endOf(part);
  }
  return [account, position];
}
