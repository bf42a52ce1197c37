/** Where the question is typed. */
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { fill } from "../strings.ts";
import type { Context } from "./context.ts";
import { arrow } from "./icons.ts";

export const LONGEST = 1_000;
const NEAR = 800;

/** Return how long the server finds a text. */
export function lengthOf(text: string): number {
  return [...text].length;
}

export function composer({ strings, state, actions }: Context): TemplateResult {
  const length = lengthOf(state.draft);
  const over = length > LONGEST;
  const count = Math.abs(LONGEST - length);
  const counter = length < NEAR ? nothing : fill(over ? strings.over : strings.left, { count });
  const submit = (event: Event): void => {
    event.preventDefault();
    actions.submit();
  };
  const keys = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) submit(event);
  };
  return html`<form class="composer" @submit=${submit}>
    <label for="question">${strings.question}</label>
    <div class="row">
      <textarea id="question" rows="1" dir="auto" autocomplete="off" aria-describedby="hint counter"
        aria-invalid=${over} .value=${live(state.draft)} @keydown=${keys}
        @input=${(event: Event) => actions.type((event.target as HTMLTextAreaElement).value)}></textarea>
      <button type="submit" class="main send">${arrow}<span>${strings.send}</span></button>
    </div>
    <p class="note" id="hint">${strings.hint}</p>
    <p class="note ${over ? "problem" : ""}" id="counter">${counter}</p>
  </form>`;
}
