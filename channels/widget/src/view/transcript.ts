/** What was said, with what can be chosen now. */
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { message } from "./message.ts";
import type { Context } from "./context.ts";
import { notice } from "./notice.ts";

export function transcript(context: Context): TemplateResult {
  const { state, strings } = context;
  const { entries, working, pending } = state;
  return html`<div class="transcript" role="region" tabindex="0" aria-label=${strings.transcript}>
    ${state.renewed ? html`<p class="note">${strings.renewed}</p>` : nothing}
    <ol>${repeat(entries, (entry) => entry.key, (entry) => message(entry, context))}</ol>
    ${pending ? nothing : choices(context)}
    ${working ? html`<p class="working"><span class="wave" aria-hidden="true"><i></i><i></i><i></i></span>${strings.working}</p>` : nothing}
    ${notice(context)}
  </div>`;
}

function choices(context: Context): TemplateResult | typeof nothing {
  const { state, strings, actions } = context;
  const last = state.entries.map((entry) => entry.from).lastIndexOf("user");
  if (last < 0) return starters(context);
  const buttons = state.entries.slice(last + 1).flatMap((entry) => entry.buttons ?? []);
  if (!buttons.length) return nothing;
  return html`<ul class="choices" aria-label=${strings.choices}>${buttons.map((choice) => html`<li>
    <button type="button" @click=${() => actions.choose(choice)}>${choice.title}</button></li>`)}</ul>`;
}

function starters({ state, strings, actions, topic }: Context): TemplateResult | typeof nothing {
  if (!state.entries.length) return nothing;
  const topics = strings.topics[topic] ? [topic] : strings.starters_of;
  return html`<ul class="choices" aria-label=${strings.starters}>${topics.map((name) => html`<li>
    <button type="button" @click=${() => actions.ask(strings.topics[name]!)}>${strings.topics[name]}</button></li>`)}</ul>`;
}
