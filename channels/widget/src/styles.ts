/** How the widget looks. Every `--ind-chat-…` property is for the page that it stands on. */
import { css } from "lit";

export const colours = css`
  :host {
    --accent: var(--ind-chat-accent, #1b5787);
    --on-accent: var(--ind-chat-on-accent, #fff);
    --surface: var(--ind-chat-surface, #fff);
    --raised: var(--ind-chat-raised, #eef2f6);
    --text: var(--ind-chat-text, #1c2530);
    --muted: var(--ind-chat-muted, #4c5a69);
    --border: var(--ind-chat-border, #8693a0);
    --line: var(--ind-chat-line, #d5dce3);
    --mine: var(--ind-chat-mine, #dcebf7);
    --link: var(--ind-chat-link, #17507e);
    --problem: var(--ind-chat-problem, #8f1d1d);
    --problem-surface: var(--ind-chat-problem-surface, #fdf1ef);
    --good: var(--ind-chat-good, #1d6b3a);
    --focus: var(--ind-chat-focus, #1c2530);
    --radius: var(--ind-chat-radius, 0.75rem);
    --font: var(--ind-chat-font, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif);
    color-scheme: light;
  }
  @media (prefers-color-scheme: dark) {
    :host(:not([theme="light"])) {
      --accent: var(--ind-chat-dark-accent, #8ac2ef);
      --on-accent: var(--ind-chat-dark-on-accent, #0d1b28);
      --surface: var(--ind-chat-dark-surface, #151c23);
      --raised: var(--ind-chat-dark-raised, #222c36);
      --text: var(--ind-chat-dark-text, #eef2f5);
      --muted: var(--ind-chat-dark-muted, #b4c0cb);
      --border: var(--ind-chat-dark-border, #7d8b99);
      --line: var(--ind-chat-dark-line, #36424e);
      --mine: var(--ind-chat-dark-mine, #1d3d57);
      --link: var(--ind-chat-dark-link, #9bcdf4);
      --problem: var(--ind-chat-dark-problem, #ffb4a9);
      --problem-surface: var(--ind-chat-dark-problem-surface, #3a1f1d);
      --good: var(--ind-chat-dark-good, #86d6a2);
      --focus: var(--ind-chat-dark-focus, #fff);
      color-scheme: dark;
    }
  }
  :host([theme="dark"]) {
    --accent: var(--ind-chat-dark-accent, #8ac2ef);
    --on-accent: var(--ind-chat-dark-on-accent, #0d1b28);
    --surface: var(--ind-chat-dark-surface, #151c23);
    --raised: var(--ind-chat-dark-raised, #222c36);
    --text: var(--ind-chat-dark-text, #eef2f5);
    --muted: var(--ind-chat-dark-muted, #b4c0cb);
    --border: var(--ind-chat-dark-border, #7d8b99);
    --line: var(--ind-chat-dark-line, #36424e);
    --mine: var(--ind-chat-dark-mine, #1d3d57);
    --link: var(--ind-chat-dark-link, #9bcdf4);
    --problem: var(--ind-chat-dark-problem, #ffb4a9);
    --problem-surface: var(--ind-chat-dark-problem-surface, #3a1f1d);
    --good: var(--ind-chat-dark-good, #86d6a2);
    --focus: var(--ind-chat-dark-focus, #fff);
    color-scheme: dark;
  }
`;

export const frame = css`
  :host { display: block; font: 1rem/1.5 var(--font); color: var(--text); }
  *, *::before, *::after { box-sizing: border-box; }
  [hidden] { display: none !important; }
  .hidden { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  p, ul, ol, h2, fieldset { margin: 0; padding: 0; border: 0; }
  ul, ol { list-style: none; }
  svg { inline-size: 1.25em; block-size: 1.25em; flex: none; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
  a { color: var(--link); text-underline-offset: 0.15em; overflow-wrap: anywhere; }
  :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 0.25rem; }
  [tabindex="-1"]:focus { outline-offset: 4px; }
  button { font: inherit; color: inherit; background: var(--surface); border: 1px solid var(--border); border-radius: 0.5rem;
    padding: 0.35rem 0.75rem; min-block-size: 2.25rem; min-inline-size: 2.25rem; cursor: pointer; overflow-wrap: anywhere; }
  button:hover { border-color: var(--accent); color: var(--accent); }
  button:disabled { opacity: 0.5; cursor: default; }
  button.main { display: inline-flex; align-items: center; justify-content: center; gap: 0.5rem; min-block-size: 2.75rem; min-inline-size: 2.75rem;
    background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
  button.main:hover { color: var(--on-accent); filter: brightness(0.92); }
  .row { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: stretch; }
  .note { font-size: 0.875rem; color: var(--muted); }

  .launcher { position: fixed; z-index: 2147483000; inset-block-end: 1rem; inset-inline-end: 1rem; display: inline-flex; align-items: center; gap: 0.6rem;
    min-block-size: 3.25rem; padding: 0.6rem 1.25rem; border-radius: 2rem; background: var(--accent); border-color: var(--accent); color: var(--on-accent);
    font-weight: 600; box-shadow: 0 2px 12px rgb(0 0 0 / 0.25); }
  .launcher:hover { color: var(--on-accent); filter: brightness(0.92); }
  .panel { position: fixed; z-index: 2147483000; inset-block-end: 1rem; inset-inline-end: 1rem; inline-size: min(27rem, calc(100vw - 2rem));
    block-size: min(44rem, calc(100vh - 2rem)); block-size: min(44rem, calc(100dvh - 2rem)); display: flex; flex-direction: column;
    background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); box-shadow: 0 6px 32px rgb(0 0 0 / 0.28); overflow: hidden; }
  :host([position="start"]) .launcher, :host([position="start"]) .panel { inset-inline: 1rem auto; }
  :host([position="page"]) { block-size: 100%; }
  :host([position="page"]) .panel { position: static; inline-size: 100%; block-size: 100%; min-block-size: 30rem; box-shadow: none; }
  @media (max-width: 32rem), (max-height: 30rem) {
    :host(:not([position="page"])) .panel { inset: 0; inline-size: auto; block-size: auto; border: 0; border-radius: 0; overflow-y: auto; }
    :host([position="page"]) .panel { border-inline: 0; border-radius: 0; }
  }
  /* Little height, as at 400 %: the panel scrolls as a whole, so that each part can be read. */
  @media (max-height: 30rem) {
    .panel .transcript { flex: none; overflow: visible; }
    :host([position="page"]) .panel { block-size: auto; }
  }
  @media (forced-colors: active) {
    .launcher, .panel, .bubble, .card, button.main { border: 1px solid; }
  }
  @media (prefers-reduced-motion: no-preference) {
    .panel { animation: rise 0.16s ease-out; }
    :host([position="page"]) .panel { animation: none; }
    @keyframes rise { from { translate: 0 0.75rem; opacity: 0; } }
    .wave i { animation: wave 1.2s infinite; }
    .wave i:nth-child(2) { animation-delay: 0.15s; }
    .wave i:nth-child(3) { animation-delay: 0.3s; }
    @keyframes wave { 30% { translate: 0 -0.25rem; } 60% { translate: 0; } }
  }
`;

export const parts = css`
  header { display: flex; align-items: start; justify-content: space-between; gap: 0.5rem; padding: 0.9rem 1rem 0.6rem; }
  h2 { font-size: 1.15rem; line-height: 1.3; font-weight: 650; }
  header p { font-size: 0.875rem; color: var(--muted); }
  .icon { display: inline-grid; place-items: center; min-inline-size: 2.75rem; min-block-size: 2.75rem; padding: 0; border-color: transparent; }
  .toolbar { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0.5rem; padding: 0 1rem 0.75rem; border-block-end: 1px solid var(--line); }
  .languages { display: flex; flex-wrap: wrap; gap: 0.25rem; }
  .toolbar button { padding: 0.15rem 0.6rem; min-block-size: 2rem; font-size: 0.9rem; border-color: transparent; }
  .toolbar button:hover { border-color: var(--accent); }
  .toolbar [aria-pressed="true"] { background: var(--raised); border-color: var(--border); font-weight: 600; }
  @media (forced-colors: active) {
    .toolbar [aria-pressed="true"] { forced-color-adjust: none; background: Highlight; border-color: Highlight; color: HighlightText; }
  }
  .options { display: inline-flex; align-items: center; gap: 0.4rem; }
  #menu { border-block-end: 1px solid var(--line); background: var(--raised); padding: 0.35rem; }
  #menu button { inline-size: 100%; text-align: start; background: transparent; border-color: transparent; min-block-size: 2.75rem; }
  #menu button:hover:not(:disabled) { border-color: var(--accent); }
  .confirm { padding: 0.9rem 1rem; background: var(--raised); border-block-end: 1px solid var(--line); display: grid; gap: 0.6rem; }
  .confirm p { font-weight: 600; }

  .transcript { flex: 1 1 auto; min-block-size: 8rem; overflow-y: auto; overscroll-behavior: contain; padding: 1rem; display: flex; flex-direction: column; gap: 0.75rem; }
  .transcript:focus-visible { outline-offset: -3px; }
  ol { display: flex; flex-direction: column; gap: 0.75rem; }
  ol > li { display: flex; flex-direction: column; gap: 0.4rem; align-items: start; max-inline-size: 100%; }
  .mine { align-items: end; padding-inline-start: 2rem; }
  .bubble { max-inline-size: 100%; padding: 0.65rem 0.9rem; border-radius: var(--radius); border: 1px solid transparent; background: var(--raised); overflow-wrap: anywhere; }
  .mine .bubble { background: var(--mine); border-end-end-radius: 0.2rem; }
  .theirs .bubble { border-end-start-radius: 0.2rem; }
  .bubble > * + * { margin-block-start: 0.6rem; }
  .bubble > ul { padding-inline-start: 1.2rem; list-style: disc; }
  .bubble > ul > li + li { margin-block-start: 0.25rem; }
  .bubble > p + ul { margin-block-start: 0.25rem; }
  .typed { white-space: pre-wrap; }
  .sources { font-size: 0.875rem; color: var(--muted); border-block-start: 1px solid var(--line); padding-block-start: 0.5rem; }
  .sources li { padding-block: 0.1rem; }
  .masked { display: flex; gap: 0.4rem; align-items: start; }

  .card { inline-size: 100%; border: 1px solid var(--line); border-inline-start: 0.3rem solid var(--accent); border-radius: 0.5rem; padding: 0.75rem 0.9rem; display: grid; gap: 0.5rem; }
  .card .title { font-weight: 650; }
  .card .state { font-size: 0.9rem; color: var(--muted); }
  .card.is-open .state { color: var(--good); }
  .call { justify-self: start; display: inline-flex; align-items: center; gap: 0.6rem; min-block-size: 2.75rem; padding: 0.4rem 1.1rem; border-radius: 0.5rem;
    background: var(--accent); color: var(--on-accent); font-weight: 600; text-decoration: none; }
  .call:hover span { text-decoration: underline; }

  .judge { display: flex; flex-wrap: wrap; align-items: center; gap: 0.4rem; font-size: 0.875rem; color: var(--muted); }
  .judge button { min-block-size: 1.9rem; min-inline-size: 2.75rem; padding: 0.1rem 0.6rem; font-size: 0.875rem; }
  .why { inline-size: 100%; display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.6rem; border: 1px solid var(--line); border-radius: 0.5rem; padding: 0.75rem 0.9rem; font-size: 0.9375rem; }
  legend { font-weight: 650; padding: 0; }
  .reason { display: flex; align-items: start; gap: 0.6rem; min-block-size: 2.25rem; padding-block: 0.35rem; cursor: pointer; }
  .reason input { inline-size: 1.25rem; block-size: 1.25rem; margin: 0.1rem 0 0; accent-color: var(--accent); flex: none; }
  .why > label { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.25rem; }

  .choices { display: flex; flex-direction: column; align-items: start; gap: 0.4rem; }
  .choices button { text-align: start; min-block-size: 2.75rem; color: var(--link); border-color: var(--link); border-radius: 1.4rem; padding: 0.45rem 1rem; }
  .choices button:hover { background: var(--raised); }
  .working { display: flex; align-items: center; gap: 0.6rem; color: var(--muted); font-size: 0.9375rem; }
  .wave { display: inline-flex; gap: 0.2rem; }
  .wave i { inline-size: 0.4rem; block-size: 0.4rem; border-radius: 50%; background: currentColor; }
  .notice { display: grid; gap: 0.5rem; justify-items: start; padding: 0.75rem 0.9rem; border-radius: 0.5rem; background: var(--raised); }
  .notice.problem { background: var(--problem-surface); border-inline-start: 0.3rem solid var(--problem); }
  p.problem { color: var(--problem); }

  .composer { padding: 0.75rem 1rem 0.9rem; border-block-start: 1px solid var(--line); display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.3rem; }
  .composer label { font-weight: 600; font-size: 0.9375rem; }
  .composer .row { flex-wrap: nowrap; align-items: end; }
  .send { flex: none; overflow-wrap: normal; }
  textarea { font: inherit; color: inherit; background: var(--surface); border: 1px solid var(--border); border-radius: 0.5rem; padding: 0.6rem 0.75rem;
    inline-size: 100%; min-inline-size: 0; min-block-size: 2.75rem; max-block-size: 9rem; resize: vertical; field-sizing: content; }
  textarea[aria-invalid="true"] { border-color: var(--problem); }
  .composer .note:empty { display: none; }
  @media (max-width: 22rem) {
    .composer .row { flex-wrap: wrap; }
    .composer .send { inline-size: 100%; }
    .mine { padding-inline-start: 1rem; }
  }
`;

/** How the transcript looks on paper, where it stands alone. */
export const PRINTED = `
@media screen { .ind-chat-printed { display: none; } }
@media print {
  body > *:not(.ind-chat-printed) { display: none !important; }
  .ind-chat-printed { display: block; font: 11pt/1.5 sans-serif; color: #000; white-space: pre-wrap; overflow-wrap: anywhere; }
}`;
