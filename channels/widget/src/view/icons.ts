/** Pictures that only repeat what a text or a label says. */
import { svg, type TemplateResult } from "lit";

const icon = (path: string): TemplateResult => svg`<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${path} /></svg>`;

export const bubble = icon("M4 4h16v12H9l-5 4z");
export const cross = icon("M6 6l12 12M18 6L6 18");
export const phone = icon("M6 3h4l2 5-3 2a11 11 0 0 0 5 5l2-3 5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 4 5a2 2 0 0 1 2-2z");
export const shield = icon("M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6z");
export const arrow = icon("M5 12h13M13 6l6 6-6 6");
export const dots = icon("M5 12h.01M12 12h.01M19 12h.01");
