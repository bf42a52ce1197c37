/** Whether an answer helped: yes or no, and after no a reason and a few words. */
import { html, nothing, type TemplateResult } from "lit";
import type { Entry } from "../storage.ts";
import type { Reason } from "../strings.ts";
import type { Context } from "./context.ts";

const LONGEST_COMMENT = 500;

export function feedback(entry: Entry, context: Context): TemplateResult {
  const { strings, actions, judging } = context;
  const words = strings.feedback;
  if (entry.judged) return html`<p class="judge thanks" tabindex="-1" data-key=${entry.key}>${words.thanks}</p>`;
  const mine = judging?.key === entry.key;
  const failed = mine && judging.failed ? html`<p class="problem">${words.failed}</p>` : nothing;
  if (mine && !judging.failed) return reasons(entry, context);
  return html`<div class="judge" role="group" aria-label=${words.question}>
    <span aria-hidden="true">${words.question}</span>
    <button type="button" @click=${() => actions.judge(entry, true)}>${words.yes}</button>
    <button type="button" @click=${() => actions.judge(entry, false)}>${words.no}</button>
    ${failed}
  </div>`;
}

function reasons(entry: Entry, { strings, actions }: Context): TemplateResult {
  const words = strings.feedback;
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    const given = new FormData(event.target as HTMLFormElement);
    actions.explain(entry, (given.get("reason") as Reason | null) ?? null, String(given.get("comment") ?? ""));
  };
  return html`<form class="why" data-key=${entry.key} @submit=${send}>
    <fieldset>
      <legend tabindex="-1">${words.why}</legend>
      ${Object.entries(words.reasons).map(([reason, text]) => html`<label class="reason">
        <input type="radio" name="reason" value=${reason} /><span>${text}</span></label>`)}
    </fieldset>
    <label>${words.comment}<textarea name="comment" rows="2" maxlength=${LONGEST_COMMENT}></textarea></label>
    <p class="note">${strings.hint}</p>
    <div class="row">
      <button type="submit" class="main">${words.send}</button>
      <button type="button" @click=${() => actions.leave(entry)}>${words.cancel}</button>
    </div>
  </form>`;
}
