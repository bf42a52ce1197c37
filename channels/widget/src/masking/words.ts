/** The words of `data/privacy/words.yml`, made ready for searching, read once. */
import content from "../../../../data/privacy/words.yml";
import { anyPhrase } from "./patterns.ts";
import { foldText } from "./text_view.ts";

const lists = new Map<string, string[]>();
const sets = new Map<string, Set<string>>();

/** Return lists of the file, or the lists in them, in plain form and always the same array. */
export function words(...names: string[]): string[] {
  const key = names.join();
  let found = lists.get(key);
  if (!found) lists.set(key, (found = names.flatMap(plainWords)));
  return found;
}

function plainWords(name: string): string[] {
  const part = content[name]!;
  const joined = typeof part === "string" ? [part] : Object.values(part).map(String);
  return joined.flatMap((text) => text.split("|")).map(foldText);
}

export function isIn(name: string, word: string): boolean {
  let found = sets.get(name);
  if (!found) sets.set(name, (found = new Set(words(name))));
  return found.has(word);
}

/** Return the pattern of the labels of a kind. */
export function label(kind: string): string {
  let found = lists.get(`label ${kind}`);
  if (!found) {
    const labels = content["labels"] as Record<string, string>;
    lists.set(`label ${kind}`, (found = labels[kind]!.split("|").map(foldText)));
  }
  return anyPhrase(found);
}

/** Return the length of an account number of a country. */
export function accountLength(country: string): number | undefined {
  return (content["iban_lengths"] as Record<string, number>)[country];
}
