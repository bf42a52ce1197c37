/** The element `<ind-chat>`: it holds a conversation and shows it. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { Announcer } from "./announcer.ts";
import { ChatApi } from "./api.ts";
import { Controls, type Host } from "./controls.ts";
import { Conversation } from "./conversation.ts";
import type { Failure } from "./failure.ts";
import { Masker } from "./masker.ts";
import { State } from "./state.ts";
import { type Entry, Storage } from "./storage.ts";
import { firstLanguage, STRINGS } from "./strings.ts";
import { colours, frame, parts } from "./styles.ts";
import { composer } from "./view/composer.ts";
import type { Asked, Context, Judging } from "./view/context.ts";
import { bubble } from "./view/icons.ts";
import { withoutSourceLine } from "./view/message.ts";
import { sentence } from "./view/notice.ts";
import { head, toolbar } from "./view/toolbar.ts";
import { transcript } from "./view/transcript.ts";

const SPACE_ABOVE = 12;

export class IndChat extends LitElement implements Host {
  static override styles = [colours, frame, parts];
  static override properties = {
    language: {}, topic: {}, api: {}, position: { reflect: true }, theme: { reflect: true },
    menu: { state: true }, asked: { state: true }, judging: { state: true },
  };

  declare language: string | null;
  declare topic: string;
  declare api: string;
  declare position: "end" | "start" | "page";
  declare theme: "light" | "dark" | "auto";
  declare menu: boolean;
  declare asked: Asked | null;
  declare judging: Judging | null;

  state!: State;
  conversation!: Conversation;
  readonly announcer = new Announcer(this);
  readonly masker = new Masker(new URL("masking.js", import.meta.url).href);
  private readonly controls = new Controls(this);
  private focusNext: string | null = null;
  private shown = 0;

  constructor() {
    super();
    this.language = null;
    this.topic = "";
    this.api = new URL("v1", import.meta.url).href;
    this.position = "end";
    this.theme = "auto";
    this.menu = false;
    this.asked = this.judging = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.conversation) this.prepare();
    window.addEventListener("online", this.reconnect);
    window.addEventListener("pagehide", this.keep);
    document.addEventListener("visibilitychange", this.look);
    if (this.opened) this.wakeUp();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("online", this.reconnect);
    window.removeEventListener("pagehide", this.keep);
    document.removeEventListener("visibilitychange", this.look);
  }

  /** Open the panel. */
  show(): void {
    this.conversation.remember({ open: true });
    // On a phone the keyboard would cover what is said first.
    this.focusOn(matchMedia("(hover: hover)").matches ? "#question" : "#title");
    this.wakeUp();
  }

  /** Close the panel; the conversation stays. */
  close(): void {
    if (this.page) return;
    this.menu = false;
    this.asked = null;
    this.conversation.remember({ open: false });
    this.focusOn(".launcher");
  }

  focusOn(selector: string): void {
    this.focusNext = selector;
    this.requestUpdate();
  }

  private prepare(): void {
    const language = firstLanguage([this.language, document.documentElement.lang, ...navigator.languages]);
    const listener = {
      changed: () => this.requestUpdate(),
      said: (entries: Entry[]) => this.tell(entries),
      told: (failure: Failure | null) => this.report(failure),
    };
    const storage = new Storage(`ind-chat ${this.api}`);
    this.state = new State(storage, listener, language, (draft) => this.masker.now(draft));
    this.conversation = new Conversation(new ChatApi(this.api.replace(/\/$/, "")), this.state);
  }

  private wakeUp(): void {
    void this.masker.load();
    void this.conversation.resume();
  }

  private get page(): boolean {
    return this.position === "page";
  }

  private get opened(): boolean {
    return this.page || this.state.open;
  }

  private readonly reconnect = (): void => {
    if (this.state.failure) this.conversation.retry();
  };

  private readonly keep = (): void => this.conversation.remember({});

  private readonly look = (): void => {
    if (document.visibilityState === "hidden") this.keep();
    // Another tab may have gone on with this conversation.
    else if (this.opened && this.state.token) void this.conversation.resume();
  };

  private tell(entries: Entry[]): void {
    if (!this.opened) return;
    for (const entry of entries) {
      const text = entry.answer ? withoutSourceLine(entry.text, entry.answer) : entry.text;
      const titles = (entry.buttons ?? []).map(({ title }) => title);
      this.announcer.say([text, ...titles].join("\n"), entry.lang ?? entry.language ?? this.state.language);
    }
  }

  private report(failure: Failure | null): void {
    const { language } = this.state;
    const strings = STRINGS[language];
    this.announcer.say(failure ? sentence(failure, strings) : strings.reachable, language);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { entries, working, failure } = this.state;
    const length = entries.length + (working ? 1 : 0) + (failure ? 1 : 0);
    if (length !== this.shown) this.showNews();
    this.shown = length;
    const target = this.focusNext && this.renderRoot.querySelector<HTMLElement>(this.focusNext);
    if (!target) return;
    this.focusNext = null;
    target.focus();
  }

  /** Show what is new from its beginning on: from the person's last message. */
  private showNews(): void {
    const box = this.renderRoot.querySelector<HTMLElement>(".transcript");
    const last = [...this.renderRoot.querySelectorAll<HTMLElement>("li.mine")].at(-1);
    if (box) box.scrollTop = last ? last.offsetTop - box.offsetTop - SPACE_ABOVE : 0;
  }

  protected override render(): TemplateResult {
    const { page, opened, state, topic, menu, asked, judging } = this;
    const { language } = state;
    const strings = STRINGS[language];
    const context: Context = { strings, language, state, actions: this.controls, page, topic, menu, asked, judging };
    return html`${this.announcer.region()}
      ${page ? nothing : html`<button type="button" class="launcher" aria-expanded=${opened} aria-controls="panel" lang=${language}
        ?hidden=${opened} @click=${() => this.show()}>${bubble}${strings.launcher}</button>`}
      ${opened ? this.panel(context) : nothing}`;
  }

  private panel(context: Context): TemplateResult {
    const { language, page } = context;
    return html`<section id="panel" class="panel" role=${page ? "region" : "dialog"} aria-modal=${page ? nothing : "false"}
      aria-labelledby="title" lang=${language} dir="ltr" @keydown=${this.controls.escape}>
      ${head(context)} ${toolbar(context)} ${transcript(context)} ${composer(context)}
    </section>`;
  }
}
