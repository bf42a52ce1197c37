/** The words of the interface, from `data/widget`: one file for each language. */
import en from "../../../data/widget/en.yml";
import nl from "../../../data/widget/nl.yml";

export type Language = "en" | "nl";
export type FailureName =
  | "unreachable" | "offline" | "slow" | "too_many" | "not_ready" | "maintenance" | "failed" | "refused";
export type Reason = "not_my_question" | "not_clear" | "not_complete" | "not_correct" | "other";

export interface Strings {
  name: string;
  launcher: string;
  title: string;
  subtitle: string;
  close: string;
  language: string;
  options: string;
  menu: { save: string; print: string; new: string; delete: string };
  transcript: string;
  you: string;
  assistant: string;
  starters: string;
  choices: string;
  question: string;
  hint: string;
  send: string;
  left: string;
  over: string;
  sending: string;
  unsent: string;
  working: string;
  masked: string;
  not_kept: string;
  sources: { one: string; many: string; checked: string };
  card: { title: string; open: string; closed: string; call: string; abroad: string };
  feedback: {
    question: string; yes: string; no: string; why: string; reasons: Record<Reason, string>;
    comment: string; send: string; cancel: string; thanks: string; failed: string;
  };
  confirm: { new: string; delete: string; yes_new: string; yes_delete: string; no: string };
  deleted: string;
  begin: string;
  renewed: string;
  failure: Record<FailureName, string>;
  telephone: string;
  retry: string;
  reachable: string;
  number: string;
  number_abroad: string;
  topics: Record<string, string>;
  starters_of: string[];
}

export const STRINGS: Record<Language, Strings> = { en, nl };
export const LANGUAGES = Object.keys(STRINGS) as Language[];

/** Put values into the braces of a sentence. */
export function fill(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** Return the first of these tags that is one of our languages, such as that of `nl-NL`. */
export function firstLanguage(tags: Iterable<string | null | undefined>): Language {
  for (const tag of tags) {
    const language = tag?.toLowerCase().split("-")[0];
    if (language === "en" || language === "nl") return language;
  }
  return "en";
}
