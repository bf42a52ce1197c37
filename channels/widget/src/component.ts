/** The element `<ind-chat>`: it holds a conversation and shows it. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { Announcer } from "./announcer.ts";
import { type Choice, ChatApi } from "./api.ts";
import { Conversation } from "./conversation.ts";
import type { Failure } from "./failure.ts";
import { Masker } from "./masker.ts";
import { print } from "./print.ts";
import { type Entry, Storage } from "./storage.ts";
import { firstLanguage, type Language, type Reason, STRINGS } from "./strings.ts";
import { colours, frame, parts } from "./styles.ts";
import { composer, lengthOf, LONGEST } from "./view/composer.ts";
import type { Actions, Asked, Context, Judging } from "./view/context.ts";
import { bubble } from "./view/icons.ts";
import { withoutSourceLine } from "./view/message.ts";
import { sentence } from "./view/notice.ts";
import { head, toolbar } from "./view/toolbar.ts";
import { transcript } from "./view/transcript.ts";

const WORKING_IS_TOLD_AFTER = 2_000;

export class IndChat extends LitElement {
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

  private conversation!: Conversation;
  private readonly announcer = new Announcer(this);
  private readonly masker = new Masker(new URL("masking.js", import.meta.url).href);
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
    const language = firstLanguage([this.language, document.documentElement.lang, ...navigator.languages]);
    this.conversation ??= new Conversation(new ChatApi(this.api.replace(/\/$/, "")), new Storage(`ind-chat ${this.api}`), {
      changed: () => this.requestUpdate(),
      said: (entries) => this.tell(entries),
      told: (failure) => this.report(failure),
    }, language, (draft) => this.masker.now(draft));
    window.addEventListener("online", this.reconnect);
    document.addEventListener("visibilitychange", this.look);
    window.addEventListener("pagehide", this.keep);
    if (this.opened) this.wakeUp();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("online", this.reconnect);
    document.removeEventListener("visibilitychange", this.look);
    window.removeEventListener("pagehide", this.keep);
  }

  /** Open the panel. */
  show(): void {
    this.conversation.remember({ open: true });
    this.focusNext = matchMedia("(hover: hover)").matches ? "#question" : "#title";
    this.requestUpdate();
    this.wakeUp();
  }

  private wakeUp(): void {
    void this.masker.load();
    void this.conversation.resume();
  }

  /** Close the panel; the conversation stays. */
  close(): void {
    if (this.page) return;
    this.menu = false;
    this.asked = null;
    this.conversation.remember({ open: false });
    this.focusNext = ".launcher";
    this.requestUpdate();
  }

  private get page(): boolean {
    return this.position === "page";
  }

  private get opened(): boolean {
    return this.page || this.conversation.open;
  }

  private readonly reconnect = (): void => {
    if (this.conversation.failure) this.conversation.retry();
  };

  private readonly keep = (): void => this.conversation.remember({});

  private readonly look = (): void => {
    if (document.visibilityState === "hidden") this.keep();
    // Another tab may have gone on with this conversation.
    if (document.visibilityState === "visible" && this.opened && this.conversation.begun) {
      void this.conversation.resume();
    }
  };

  private readonly actions: Actions = {
    ask: (text) => this.send({ text }, text, false),
    choose: ({ choice, title }: Choice) => this.send({ choice }, title, false),
    judge: (entry, helpful) => {
      if (helpful) void this.judge(entry, { helpful });
      else this.judging = { key: entry.key, failed: false };
      if (!helpful) this.focusNext = `.why[data-key="${entry.key}"] legend`;
    },
    explain: (entry, reason, comment) => void this.explain(entry, reason, comment.trim()),
    leave: () => {
      this.judging = null;
      this.focusNext = "#question";
    },
    retry: () => {
      this.focusNext = "#question";
      this.conversation.retry();
    },
    begin: () => {
      this.focusNext = "#question";
      void this.conversation.restart();
    },
    setLanguage: (language: Language) => void this.conversation.setLanguage(language),
    toggleMenu: () => (this.menu = !this.menu),
    save: () => void this.save(),
    print: () => {
      this.closeMenu();
      print(this.conversation.entries, STRINGS[this.conversation.language], this.conversation.language);
    },
    wonder: (what) => {
      this.menu = false;
      this.asked = what;
      this.focusNext = "#asked";
    },
    decide: (agreed) => void this.decide(agreed),
    close: () => this.close(),
    type: (draft) => {
      this.conversation.draft = draft;
      this.requestUpdate();
    },
    submit: () => void this.submit(),
  };

  private async submit(): Promise<void> {
    const text = this.conversation.draft.trim();
    this.focusNext = "#question";
    this.requestUpdate();
    if (!text || lengthOf(text) > LONGEST) return;
    const masked = await this.masker.mask(text);
    this.send({ text: masked.text }, masked.text, masked.kinds.length > 0);
  }

  private async explain(entry: Entry, reason: Reason | null, comment: string): Promise<void> {
    const words = (await this.masker.mask(comment)).text;
    await this.judge(entry, { helpful: false, ...(reason ? { reason } : {}), ...(words ? { comment: words } : {}) });
  }

  private send(content: { text: string } | { choice: string }, shown: string, masked: boolean): void {
    this.focusNext = "#question";
    if (!this.conversation.send(content, shown, masked)) return;
    if (masked) this.announcer.say(STRINGS[this.conversation.language].masked, this.conversation.language);
    window.setTimeout(() => {
      const { working, language } = this.conversation;
      if (working) this.announcer.say(STRINGS[language].working, language);
    }, WORKING_IS_TOLD_AFTER);
  }

  private async judge(entry: Entry, judgement: { helpful: boolean; reason?: Reason; comment?: string }): Promise<void> {
    try {
      await this.conversation.judge(entry, judgement);
      this.judging = null;
      this.focusNext = `.thanks[data-key="${entry.key}"]`;
    } catch {
      this.judging = { key: entry.key, failed: true };
      const { language } = this.conversation;
      this.announcer.say(STRINGS[language].feedback.failed, language);
    }
    this.requestUpdate();
  }

  private async save(): Promise<void> {
    this.closeMenu();
    const { language } = this.conversation;
    try {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await this.conversation.transcript());
      link.download = "conversation.txt";
      link.click();
      window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    } catch {
      this.announcer.say(STRINGS[language].failure.failed, language);
    }
  }

  private async decide(agreed: boolean): Promise<void> {
    const what = this.asked;
    this.asked = null;
    this.focusNext = agreed ? "#question" : ".options";
    if (!agreed || !what) return;
    if (what === "new") return this.conversation.restart();
    this.focusNext = (await this.conversation.erase()) ? ".done" : "#question";
    this.requestUpdate();
  }

  private closeMenu(): void {
    this.menu = false;
    this.focusNext = ".options";
  }

  private readonly keys = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.stopPropagation();
    if (this.menu) this.closeMenu();
    else if (this.asked) void this.decide(false);
    else this.close();
  };

  private tell(entries: Entry[]): void {
    const { language } = this.conversation;
    if (!this.opened) return;
    for (const entry of entries) {
      const text = entry.answer ? withoutSourceLine(entry.text, entry.answer) : entry.text;
      const titles = (entry.buttons ?? []).map(({ title }) => title);
      this.announcer.say([text, ...titles].join("\n"), entry.lang ?? entry.language ?? language);
    }
  }

  private report(failure: Failure | null): void {
    const { language } = this.conversation;
    const strings = STRINGS[language];
    this.announcer.say(failure ? sentence(failure, strings) : strings.reachable, language);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { entries, working, failure } = this.conversation;
    const length = entries.length + (working ? 1 : 0) + (failure ? 1 : 0);
    if (length !== this.shown) this.showNews(entries);
    this.shown = length;
    if (!this.focusNext) return;
    const target = this.renderRoot.querySelector<HTMLElement>(this.focusNext);
    if (target) {
      this.focusNext = null;
      target.focus();
    }
  }

  /** Show what is new from its beginning on: the person's last message, or the end. */
  private showNews(entries: Entry[]): void {
    const box = this.renderRoot.querySelector<HTMLElement>(".transcript");
    const mine = this.renderRoot.querySelectorAll<HTMLElement>("li.mine");
    const last = mine[mine.length - 1];
    if (!box || !entries.length) return;
    box.scrollTop = last ? last.offsetTop - box.offsetTop - 12 : 0;
  }

  protected override render(): TemplateResult {
    const { language } = this.conversation;
    const strings = STRINGS[language];
    const { actions, conversation, page, opened, topic, menu, asked, judging } = this;
    const context: Context = { strings, language, conversation, actions, page, topic, menu, asked, judging };
    return html`${this.announcer.region()}
      ${page ? nothing : html`<button type="button" class="launcher" aria-expanded=${opened} aria-controls="panel" lang=${language}
        ?hidden=${opened} @click=${() => this.show()}>${bubble}${strings.launcher}</button>`}
      ${opened ? this.panel(context) : nothing}`;
  }

  private panel(context: Context): TemplateResult {
    const { language, page } = context;
    return html`<section id="panel" class="panel" role=${page ? "region" : "dialog"} aria-modal=${page ? nothing : "false"}
      aria-labelledby="title" lang=${language} dir="ltr" @keydown=${this.keys}>
      ${head(context)} ${toolbar(context)} ${transcript(context)} ${composer(context)}
    </section>`;
  }
}
