/** Reads the text of a message: paragraphs, lists, addresses and telephone numbers. */
export type Part = string | { href: string; shown: string };
export type Block = { lines: Part[][] } | { items: Part[][] };

const ITEM = /^\s*[-•]\s+/;
const ADDRESS = /https:\/\/[^\s<>"'\u2066-\u2069]+[^\s<>"'\u2066-\u2069.,;:!?)\]،؛؟。]/g;
// The numbers that answers name: the line of the IND, free numbers, and the two short ones.
const NUMBER = /\+31 \d[\d ]{6,12}\d|\b088 \d{3} \d{2} \d{2}|\b0800[ -]\d{4}\b|\b0900[ -]\d{4,7}\b/g;
const SHORT_NUMBER = /\b11[23]\b/g;

/** Return the blocks of a text. `urgent`: 112 and 113 are telephone numbers, not amounts. */
export function blocks(text: string, urgent = false): Block[] {
  const found: Block[] = [];
  for (const paragraph of text.split(/\n{2,}/)) {
    for (const line of paragraph.split("\n").filter((part) => part.trim())) {
      const isItem = ITEM.test(line);
      const parts = inline(line.replace(ITEM, ""), urgent);
      const last = found.at(-1);
      if (isItem && last && "items" in last) last.items.push(parts);
      else if (isItem) found.push({ items: [parts] });
      else found.push({ lines: [parts] });
    }
  }
  return found;
}

function inline(line: string, urgent: boolean): Part[] {
  let parts = split([line], ADDRESS, (shown) => ({ href: shown, shown: readable(shown) }));
  parts = split(parts, NUMBER, (shown) => ({ href: dialled(shown), shown }));
  return urgent ? split(parts, SHORT_NUMBER, (shown) => ({ href: `tel:${shown}`, shown })) : parts;
}

function split(parts: Part[], pattern: RegExp, link: (found: string) => Part): Part[] {
  return parts.flatMap((part) => {
    if (typeof part !== "string") return [part];
    const made: Part[] = [];
    let done = 0;
    for (const match of part.matchAll(pattern)) {
      made.push(part.slice(done, match.index), link(match[0]));
      done = match.index + match[0].length;
    }
    return [...made, part.slice(done)].filter((piece) => piece !== "");
  });
}

function dialled(number: string): string {
  const digits = number.replace(/[^\d+]/g, "");
  return `tel:${digits.startsWith("088") ? `+31${digits.slice(1)}` : digits}`;
}

/** Return an address as people read it: without the protocol and what is behind `?`. */
export function readable(address: string): string {
  return address.replace(/^https:\/\/(www\.)?/, "").replace(/[?#].*$/, "").replace(/\/$/, "");
}

/** Tell whether a link leads where links of answers may lead. */
export function isSafe(address: string): boolean {
  return /^(https:\/\/|tel:\+?\d+$)/.test(address);
}
