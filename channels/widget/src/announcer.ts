/** Tells screen readers what is new, once, through one live region that is there from the start. */
import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from "lit";

const EMPTIED_AFTER = 10_000;

export class Announcer implements ReactiveController {
  private lines: string[] = [];
  private language = "";
  private timer = 0;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  say(text: string, language: string): void {
    clearTimeout(this.timer);
    this.lines = [...this.lines, text];
    this.language = language;
    this.timer = window.setTimeout(() => this.clear(), EMPTIED_AFTER);
    this.host.requestUpdate();
  }

  clear(): void {
    this.lines = [];
    this.host.requestUpdate();
  }

  hostConnected(): void {}

  hostDisconnected(): void {
    clearTimeout(this.timer);
    this.lines = [];
  }

  region(): TemplateResult {
    return html`<div class="hidden live" role="status" aria-live="polite" lang=${this.language}>${
      this.lines.map((line) => html`<p>${line}</p>`)}</div>`;
  }
}
