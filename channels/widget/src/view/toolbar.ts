/** The head of the panel: what this is, the language, and what can be done with the conversation. */
import { html, nothing, type TemplateResult } from "lit";
import { LANGUAGES, STRINGS } from "../strings.ts";
import type { Asked, Context } from "./context.ts";
import { cross, dots } from "./icons.ts";

export function head({ strings, page, actions }: Context): TemplateResult {
  return html`<header>
    <div><h2 id="title" tabindex="-1">${strings.title}</h2><p>${strings.subtitle}</p></div>
    ${page ? nothing : html`<button type="button" class="icon close" aria-label=${strings.close} title=${strings.close}
      @click=${actions.close}>${cross}</button>`}
  </header>`;
}

export function toolbar(context: Context): TemplateResult {
  const { strings, language, menu, asked, actions } = context;
  return html`<div class="toolbar">
      <div class="languages" role="group" aria-label=${strings.language}>
        ${LANGUAGES.map((code) => html`<button type="button" lang=${code} aria-pressed=${code === language}
          @click=${() => actions.setLanguage(code)}>${STRINGS[code].name}</button>`)}
      </div>
      <button type="button" class="options" aria-expanded=${menu} aria-controls="menu"
        @click=${actions.toggleMenu}>${dots}${strings.options}</button>
    </div>
    <div id="menu" ?hidden=${!menu}>${menu ? items(context) : nothing}</div>
    ${asked ? confirm(asked, context) : nothing}`;
}

function items({ strings, actions, state }: Context): TemplateResult {
  const { save, print, new: restart, delete: erase } = strings.menu;
  const all: [string, () => void][] = [
    [save, actions.save], [print, actions.print],
    [restart, () => actions.wonder("new")], [erase, () => actions.wonder("delete")],
  ];
  return html`<ul>${all.map(([text, act]) => html`<li>
    <button type="button" ?disabled=${!state.token} @click=${act}>${text}</button></li>`)}</ul>`;
}

function confirm(asked: Asked, { strings, actions }: Context): TemplateResult {
  const words = strings.confirm;
  return html`<div class="confirm" role="group" aria-labelledby="asked">
    <p id="asked" tabindex="-1">${words[asked]}</p>
    <div class="row">
      <button type="button" class="main" @click=${() => actions.decide(true)}>${words[`yes_${asked}`]}</button>
      <button type="button" @click=${() => actions.decide(false)}>${words.no}</button>
    </div>
  </div>`;
}
