/** One message of the transcript. */
import { html, nothing, type TemplateResult } from "lit";
import type { Answer } from "../api.ts";
import { NOT_KEPT } from "../entries.ts";
import type { Entry } from "../storage.ts";
import { fill, type Strings } from "../strings.ts";
import { type Block, blocks, isSafe, type Part, readable } from "../text.ts";
import { card } from "./card.ts";
import type { Context } from "./context.ts";
import { feedback } from "./feedback.ts";
import { shield } from "./icons.ts";

const SHOWN_SOURCES = 2;

export function message(entry: Entry, context: Context): TemplateResult {
  const { strings, state } = context;
  const mine = entry.from === "user";
  const waits = state.pending?.key === entry.key;
  const text = entry.text === NOT_KEPT ? strings.not_kept : entry.text;
  return html`<li class=${mine ? "mine" : "theirs"}>
    <span class="hidden">${mine ? strings.you : strings.assistant}</span>
    <div class="bubble" dir=${entry.dir ?? "auto"} lang=${entry.lang ?? entry.language ?? nothing}>
      ${bodyOf(entry, text)} ${mine ? nothing : sources(entry.answer, strings)}
    </div>
    ${entry.telephone ? card(entry.telephone, context) : nothing}
    ${waits ? html`<p class="note">${state.working ? strings.sending : strings.unsent}</p>` : nothing}
    ${entry.masked ? html`<p class="note masked">${shield}${strings.masked}</p>` : nothing}
    ${isJudged(entry) ? feedback(entry, context) : nothing}
  </li>`;
}

function isJudged(entry: Entry): boolean {
  return Boolean(entry.number && entry.answer?.article);
}

function bodyOf(entry: Entry, text: string): TemplateResult[] {
  // What a person typed is shown as it is: it has no links.
  if (entry.from === "user") return [html`<p class="typed">${text}</p>`];
  const shown = entry.answer ? withoutSourceLine(text, entry.answer) : text;
  return blocks(shown, entry.answer?.outcome === "safety").map(block);
}

/** The line with the sources that every channel shows; here they are links of their own. */
export function withoutSourceLine(text: string, answer: Answer): string {
  const at = text.lastIndexOf("\n\n");
  const first = answer.sources[0]?.url;
  return at > 0 && first && text.slice(at).includes(first) ? text.slice(0, at) : text;
}

function block(found: Block): TemplateResult {
  if ("lines" in found) return html`<p>${found.lines.map((line) => line.map(inline))}</p>`;
  return html`<ul>${found.items.map((item) => html`<li>${item.map(inline)}</li>`)}</ul>`;
}

function inline(part: Part): TemplateResult | string {
  if (typeof part === "string") return part;
  return isSafe(part.href) ? html`<a href=${part.href}><bdi>${part.shown}</bdi></a>` : part.shown;
}

function sources(answer: Answer | undefined, strings: Strings): TemplateResult | typeof nothing {
  const named = (answer?.sources ?? []).filter(({ url }) => isSafe(url)).slice(0, SHOWN_SOURCES);
  if (!answer || !named.length) return nothing;
  const oldest = named.map((source) => source.checked_on).sort()[0]!;
  const day = new Date(`${oldest}T12:00:00Z`);
  const date = new Intl.DateTimeFormat(answer.language === "nl" ? "nl-NL" : "en-GB", { dateStyle: "long", timeZone: "UTC" }).format(day);
  const links = named.map(({ url }) => html`<li><a href=${url}><bdi>${readable(url)}</bdi></a></li>`);
  const title = named.length > 1 ? strings.sources.many : strings.sources.one;
  return html`<div class="sources"><p>${title}</p><ul>${links}</ul><p>${fill(strings.sources.checked, { date })}</p></div>`;
}
