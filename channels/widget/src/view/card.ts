/** The telephone line: its numbers as links, and whether it is open. */
import { html, type TemplateResult } from "lit";
import type { Telephone } from "../api.ts";
import { fill } from "../strings.ts";
import { isSafe } from "../text.ts";
import type { Context } from "./context.ts";
import { phone } from "./icons.ts";

export function card(telephone: Telephone, { strings, language }: Context): TemplateResult {
  const { number, number_abroad: abroad, link, open } = telephone;
  const words = strings.card;
  const moment = open ? telephone.closes_at : telephone.opens_at;
  const time = moment ? inTheNetherlands(moment, language, open) : "";
  return html`<div class="card ${open ? "is-open" : ""}">
    <p class="title">${words.title}</p>
    <p class="state">${time ? fill(open ? words.open : words.closed, { time }) : ""}</p>
    ${isSafe(link) ? html`<a class="call" href=${link}>${phone}<span>${fill(words.call, { number })}</span></a>` : html`<p>${number}</p>`}
    <p>${words.abroad}: ${isSafe(link) ? html`<a href=${link}><bdi>${abroad}</bdi></a>` : abroad}</p>
  </div>`;
}

function inTheNetherlands(moment: string, language: string, today: boolean): string {
  const day: Intl.DateTimeFormatOptions = today ? {} : { weekday: "long", day: "numeric", month: "long" };
  return new Intl.DateTimeFormat(language === "nl" ? "nl-NL" : "en-GB", {
    ...day, hour: "numeric", minute: "2-digit", timeZone: "Europe/Amsterdam",
  }).format(new Date(moment));
}
