/** What the buttons and fields of the panel do. */
import type { Announcer } from "./announcer.ts";
import type { Conversation } from "./conversation.ts";
import type { Masker } from "./masker.ts";
import { print } from "./print.ts";
import type { State } from "./state.ts";
import type { Entry } from "./storage.ts";
import { type Language, type Reason, STRINGS, type Strings } from "./strings.ts";
import { lengthOf, LONGEST } from "./view/composer.ts";
import type { Actions, Asked, Judging } from "./view/context.ts";

const WORKING_IS_TOLD_AFTER = 2_000;
const FILE_IS_KEPT = 60_000;
const QUESTION = "#question";
const OPTIONS = ".options";

/** What the controls change beside the conversation: it is shown by the component. */
export interface Host {
  readonly state: State;
  readonly conversation: Conversation;
  readonly announcer: Announcer;
  readonly masker: Masker;
  menu: boolean;
  asked: Asked | null;
  judging: Judging | null;
  /** Show what changed, then put the focus on the part with this selector. */
  focusOn(selector: string): void;
  requestUpdate(): void;
  close(): void;
}

export class Controls implements Actions {
  constructor(private readonly host: Host) {}

  ask = (text: string): void => this.send({ text }, text, false);

  choose = ({ choice, title }: { choice: string; title: string }): void => this.send({ choice }, title, false);

  type = (draft: string): void => {
    this.host.state.draft = draft;
    this.host.requestUpdate();
  };

  submit = async (): Promise<void> => {
    const text = this.host.state.draft.trim();
    this.host.focusOn(QUESTION);
    if (!text || lengthOf(text) > LONGEST) return;
    const masked = await this.host.masker.mask(text);
    this.send({ text: masked.text }, masked.text, masked.kinds.length > 0);
  };

  retry = (): void => {
    this.host.focusOn(QUESTION);
    this.host.conversation.retry();
  };

  begin = (): void => {
    this.host.focusOn(QUESTION);
    void this.host.conversation.restart();
  };

  setLanguage = (language: Language): void => void this.host.conversation.setLanguage(language);

  judge = (entry: Entry, helpful: boolean): void => {
    if (helpful) return void this.sendJudgement(entry, { helpful });
    this.host.judging = { key: entry.key, failed: false };
    this.host.focusOn(`.why[data-key="${entry.key}"] legend`);
  };

  explain = async (entry: Entry, reason: Reason | null, comment: string): Promise<void> => {
    const words = (await this.host.masker.mask(comment.trim())).text;
    await this.sendJudgement(entry, { helpful: false, ...(reason ? { reason } : {}), ...(words ? { comment: words } : {}) });
  };

  leave = (): void => {
    this.host.judging = null;
    this.host.focusOn(QUESTION);
  };

  toggleMenu = (): void => {
    this.host.menu = !this.host.menu;
    this.host.asked = null;
  };

  save = async (): Promise<void> => {
    this.closeMenu();
    try {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await this.host.conversation.transcript());
      link.download = "conversation.txt";
      link.click();
      window.setTimeout(() => URL.revokeObjectURL(link.href), FILE_IS_KEPT);
    } catch {
      this.host.announcer.say(this.strings.failure.failed, this.language);
    }
  };

  print = (): void => {
    this.closeMenu();
    print(this.host.state.entries, this.strings, this.language);
  };

  wonder = (what: Asked): void => {
    this.host.menu = false;
    this.host.asked = what;
    this.host.focusOn("#asked");
  };

  decide = async (agreed: boolean): Promise<void> => {
    const what = this.host.asked;
    this.host.asked = null;
    this.host.focusOn(agreed ? QUESTION : OPTIONS);
    if (!agreed || !what) return;
    if (what === "new") return this.host.conversation.restart();
    if (await this.host.conversation.erase()) this.host.focusOn(".done");
  };

  close = (): void => this.host.close();

  /** Escape goes one step back. */
  escape = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.stopPropagation();
    if (this.host.menu) this.closeMenu();
    else if (this.host.asked) void this.decide(false);
    else this.host.close();
  };

  private send(content: { text: string } | { choice: string }, shown: string, masked: boolean): void {
    const { conversation, announcer, state } = this.host;
    this.host.focusOn(QUESTION);
    if (!conversation.send(content, shown, masked)) return;
    if (masked) announcer.say(this.strings.masked, this.language);
    window.setTimeout(() => state.working && announcer.say(this.strings.working, this.language), WORKING_IS_TOLD_AFTER);
  }

  private async sendJudgement(entry: Entry, judgement: { helpful: boolean; reason?: Reason; comment?: string }): Promise<void> {
    const { host } = this;
    try {
      await host.conversation.judge(entry, judgement);
      host.judging = null;
      host.focusOn(`.thanks[data-key="${entry.key}"]`);
    } catch {
      host.judging = { key: entry.key, failed: true };
      host.announcer.say(this.strings.feedback.failed, this.language);
    }
  }

  private closeMenu(): void {
    this.host.menu = false;
    this.host.focusOn(OPTIONS);
  }

  private get language(): Language {
    return this.host.state.language;
  }

  private get strings(): Strings {
    return STRINGS[this.language];
  }
}
