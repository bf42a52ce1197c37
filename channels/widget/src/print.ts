/** Prints the conversation alone, whatever page the widget stands on. */
import { NOT_KEPT } from "./entries.ts";
import type { Entry } from "./storage.ts";
import type { Strings } from "./strings.ts";
import { PRINTED } from "./styles.ts";

/** Return what is printed: the same words as on the screen, with the sources. */
export function printable(entries: Entry[], strings: Strings): string {
  const said = entries.map(({ from, text }) => {
    const speaker = from === "user" ? strings.you : strings.assistant;
    return `${speaker}\n${text === NOT_KEPT ? strings.not_kept : text}`;
  });
  return [`${strings.title}. ${strings.subtitle}`, ...said].join("\n\n");
}

export function print(entries: Entry[], strings: Strings, language: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(PRINTED);
  const paper = document.createElement("div");
  paper.className = "ind-chat-printed";
  paper.lang = language;
  paper.textContent = printable(entries, strings);
  document.body.append(paper);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const tidy = (): void => {
    paper.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  };
  window.addEventListener("afterprint", tidy, { once: true });
  window.print();
}
