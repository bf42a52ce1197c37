/** What went wrong, or what was done, and what the person can do now. */
import { html, nothing, type TemplateResult } from "lit";
import type { Failure } from "../failure.ts";
import { fill, type Strings } from "../strings.ts";
import type { Context } from "./context.ts";

export function notice({ state, strings, actions }: Context): TemplateResult | typeof nothing {
  if (state.deleted) {
    return html`<div class="notice"><p tabindex="-1" class="done">${strings.deleted}</p>
      <button type="button" class="main" @click=${actions.begin}>${strings.begin}</button></div>`;
  }
  const { failure } = state;
  if (!failure) return nothing;
  const canRetry = failure.name !== "slow" && failure.name !== "refused";
  return html`<div class="notice problem">
    <p>${sentence(failure, strings)}</p>
    <p>${telephone(strings)}</p>
    ${canRetry ? html`<button type="button" class="main retry" @click=${actions.retry}>${strings.retry}</button>` : nothing}
  </div>`;
}

export function sentence(failure: Failure, strings: Strings): string {
  return fill(strings.failure[failure.name], { seconds: failure.seconds ?? "" });
}

function telephone(strings: Strings): (TemplateResult | string)[] {
  const link = `tel:${strings.number_abroad.replace(/[^+\d]/g, "")}`;
  const numbers: Record<string, string> = { "{number}": strings.number, "{abroad}": strings.number_abroad };
  return strings.telephone.split(/(\{\w+\})/).map((part) => {
    const number = numbers[part];
    return number === undefined ? part : html`<a href=${link}><bdi>${number}</bdi></a>`;
  });
}
