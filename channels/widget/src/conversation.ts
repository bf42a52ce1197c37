/** One conversation with the assistant: what a person can do with it. */
import { ApiError, type ChatApi, type Content, type Judgement } from "./api.ts";
import { Delivery, newId } from "./delivery.ts";
import { keyOf, merge, toEntries } from "./entries.ts";
import { failureOf } from "./failure.ts";
import type { State } from "./state.ts";
import type { Entry } from "./storage.ts";
import type { Language } from "./strings.ts";

export class Conversation {
  private readonly delivery: Delivery;
  private beginning: Promise<void> | null = null;

  constructor(
    private readonly api: ChatApi,
    readonly state: State,
  ) {
    this.delivery = new Delivery(api, state, () => this.begin());
  }

  /** Show the conversation: begin it, or go on where another page left it. */
  async resume(): Promise<void> {
    const { state } = this;
    if (state.deleted || state.working) return;
    if (state.pending) return this.delivery.run();
    await this.attempt(async () => {
      if (state.token) await this.refresh();
      else await this.begin();
    });
  }

  /** Send what was typed or chosen; false when another message is still on its way. */
  send(content: Content, shown: string, masked: boolean): boolean {
    const { state } = this;
    if (state.pending) return false;
    const key = keyOf({ from: "user" });
    state.pending = { messageId: newId(), content, key };
    state.entries = [...state.entries, { from: "user", text: shown, key, ...(masked ? { masked } : {}) }];
    state.deleted = state.renewed = false;
    if ("text" in content) state.draft = "";
    void this.delivery.run();
    return true;
  }

  /** Try again now. */
  retry(): void {
    if (!this.delivery.hurry()) void this.resume();
  }

  async setLanguage(language: Language): Promise<void> {
    const { state } = this;
    state.language = language;
    state.changed();
    const { token } = state;
    if (!token) return;
    await this.attempt(async () => {
      await this.api.setLanguage(token, language);
      if (state.entries.every((entry) => entry.from === "assistant")) await this.refresh(true);
    });
  }

  /** Say whether an answer helped. */
  async judge(entry: Entry, judgement: Omit<Judgement, "messageNumber">): Promise<void> {
    if (entry.number === undefined) throw new ApiError(400);
    await this.api.judge(this.token, { messageNumber: entry.number, ...judgement });
    this.state.entries = this.state.entries.map((other) => (other.key === entry.key ? { ...other, judged: true } : other));
    this.state.changed();
  }

  async transcript(): Promise<Blob> {
    return this.api.transcript(this.token);
  }

  /** Leave the conversation and begin another. */
  async restart(): Promise<void> {
    this.forget();
    await this.resume();
  }

  /** Delete it on the server and here. */
  async erase(): Promise<boolean> {
    return this.attempt(async () => {
      try {
        if (this.state.token) await this.api.erase(this.token);
      } catch (error) {
        if (!isOver(error)) throw error; // if so it is gone already
      }
      this.forget();
      this.state.deleted = true;
    });
  }

  /** Write the conversation down, with whether its panel is open. */
  remember(change: { open?: boolean }): void {
    Object.assign(this.state, change);
    this.state.save();
  }

  private get token(): string {
    if (!this.state.token) throw new ApiError(401);
    return this.state.token;
  }

  private forget(): void {
    this.state.forget();
    this.delivery.hurry();
  }

  private async begin(): Promise<void> {
    const { state } = this;
    this.beginning ??= (async () => {
      const { generation } = state;
      const begun = await this.api.begin(state.language);
      if (generation !== state.generation) return;
      state.token = begun.token;
      const waiting = state.entries.filter((entry) => entry.key === state.pending?.key);
      state.entries = [...toEntries(begun), ...waiting];
      state.listener.said(state.entries.filter((entry) => entry.from === "assistant"));
    })().finally(() => (this.beginning = null));
    await this.beginning;
    state.changed();
  }

  private async refresh(inOtherWords = false): Promise<void> {
    const { state } = this;
    const { generation } = state;
    const before = new Set(state.entries.map((entry) => entry.number));
    try {
      const fresh = toEntries(await this.api.read(this.token));
      if (generation !== state.generation) return;
      state.entries = inOtherWords ? fresh : merge(state.entries, fresh);
    } catch (error) {
      if (!isOver(error)) throw error;
      state.token = null;
      state.renewed = true;
      return this.begin();
    }
    const news = state.entries.filter((entry) => entry.from === "assistant" && (inOtherWords || !before.has(entry.number)));
    if (news.length) state.listener.said(news);
    state.changed();
  }

  private async attempt(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      this.state.recover();
      return true;
    } catch (error) {
      this.state.fail(failureOf(error));
      return false;
    } finally {
      this.state.changed();
    }
  }
}

function isOver(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401;
}
