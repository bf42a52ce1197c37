/** What the parts of the view need of the component. */
import type { Choice } from "../api.ts";
import type { State } from "../state.ts";
import type { Entry } from "../storage.ts";
import type { Language, Reason, Strings } from "../strings.ts";

export type Asked = "new" | "delete";
/** The answer that somebody says more about, and whether that could be sent. */
export interface Judging { key: string; failed: boolean }

export interface Actions {
  ask(text: string): void;
  choose(choice: Choice): void;
  judge(entry: Entry, helpful: boolean): void;
  explain(entry: Entry, reason: Reason | null, comment: string): void;
  leave(entry: Entry): void;
  retry(): void;
  begin(): void;
  setLanguage(language: Language): void;
  toggleMenu(): void;
  save(): void;
  print(): void;
  wonder(what: Asked): void;
  decide(agreed: boolean): void;
  close(): void;
  type(text: string): void;
  submit(): void;
}

export interface Context {
  strings: Strings;
  language: Language;
  state: State;
  actions: Actions;
  page: boolean;
  topic: string;
  menu: boolean;
  asked: Asked | null;
  judging: Judging | null;
}
