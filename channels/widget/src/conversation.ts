/** One conversation with the assistant: what was said, what waits, what went wrong. */
import { ApiError, type ChatApi, type Content, type Judgement } from "./api.ts";
import { isDelicate, keyOf, merge, NOT_KEPT, toEntries } from "./entries.ts";
import { type Failure, failureOf, waitAfter } from "./failure.ts";
import type { Entry, Pending, Saved, Storage } from "./storage.ts";
import type { Language } from "./strings.ts";

export interface Listener {
  changed(): void;
  /** The assistant said something new. */
  said(entries: Entry[]): void;
  /** Something went wrong, or right again. */
  told(failure: Failure | null): void;
}

const SLOW = 10_000;
const MOST_TRIES = 5;
const MOST_SHOWN = 100; // so that a long conversation does not fill a phone; the saved file has it all

export class Conversation {
  entries: Entry[] = [];
  pending: Pending | null = null;
  failure: Failure | null = null;
  working = false;
  /** A new conversation took the place of one that had ended. */
  renewed = false;
  deleted = false;
  draft = "";
  open = false;
  private token: string | null = null;
  private beginning: Promise<void> | null = null;
  private wake: (() => void) | null = null;
  private generation = 0;

  constructor(
    private readonly api: ChatApi,
    private readonly storage: Storage,
    private readonly listener: Listener,
    public language: Language,
    /** What of an unsent text may be written down. */
    private readonly keepable: (draft: string) => string,
  ) {
    const saved = storage.load();
    if (!saved) return;
    this.token = saved.token;
    this.entries = saved.entries;
    this.pending = saved.pending;
    this.draft = saved.draft;
    this.open = saved.open;
    this.language = saved.language ?? language;
  }

  get begun(): boolean {
    return this.token !== null;
  }

  /** Show the conversation: begin it, or go on where another page left it. */
  async resume(): Promise<void> {
    if (this.deleted || this.working) return;
    if (this.pending) return this.deliver();
    await this.attempt(async () => {
      if (this.token) await this.refresh();
      else await this.begin();
    });
  }

  /** Send what was typed or chosen; false when another message is still on its way. */
  send(content: Content, shown: string, masked: boolean): boolean {
    if (this.pending) return false;
    const key = keyOf({ from: "user" });
    this.pending = { messageId: newId(), content, key };
    this.entries = [...this.entries, { from: "user", text: shown, key, ...(masked ? { masked } : {}) }];
    this.deleted = this.renewed = false;
    this.draft = "";
    void this.deliver();
    return true;
  }

  /** Try again now. */
  retry(): void {
    if (this.wake) this.wake();
    else void this.resume();
  }

  async setLanguage(language: Language): Promise<void> {
    this.language = language;
    this.changed();
    const token = this.token;
    if (!token) return;
    await this.attempt(async () => {
      await this.api.setLanguage(token, language);
      if (this.entries.every((entry) => entry.from === "assistant")) await this.refresh(true);
    });
  }

  /** Say whether an answer helped. */
  async judge(entry: Entry, judgement: Omit<Judgement, "messageNumber">): Promise<void> {
    if (!this.token || entry.number === undefined) throw new ApiError(401);
    await this.api.judge(this.token, { messageNumber: entry.number, ...judgement });
    this.entries = this.entries.map((other) => (other.key === entry.key ? { ...other, judged: true } : other));
    this.changed();
  }

  async transcript(): Promise<Blob> {
    if (!this.token) throw new ApiError(401);
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
        if (this.token) await this.api.erase(this.token);
      } catch (error) {
        if (!(error instanceof ApiError && error.status === 401)) throw error; // it is gone already
      }
      this.forget();
      this.deleted = true;
    });
  }

  /** Write the conversation down, with whether its panel is open. */
  remember(change: { open?: boolean }): void {
    Object.assign(this, change);
    this.save();
  }

  private forget(): void {
    this.generation += 1;
    this.wake?.();
    this.token = this.pending = this.failure = null;
    this.entries = [];
    this.working = this.renewed = this.deleted = false;
    this.draft = "";
    this.storage.clear();
    this.changed();
  }

  private async begin(): Promise<void> {
    this.beginning ??= (async () => {
      const generation = this.generation;
      const begun = await this.api.begin(this.language);
      if (generation !== this.generation) return;
      this.token = begun.token;
      const waiting = this.entries.filter((entry) => entry.key === this.pending?.key);
      this.entries = [...toEntries(begun), ...waiting];
      this.listener.said(this.entries.filter((entry) => entry.from === "assistant"));
    })().finally(() => (this.beginning = null));
    await this.beginning;
    this.changed();
  }

  private async refresh(inOtherWords = false): Promise<void> {
    const before = new Set(this.entries.map((entry) => entry.number));
    try {
      const fresh = toEntries(await this.api.read(this.token!));
      this.entries = (inOtherWords ? fresh : merge(this.entries, fresh)).slice(-MOST_SHOWN);
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 401)) throw error;
      await this.renew();
    }
    const news = this.entries.filter((entry) => entry.from === "assistant" && !before.has(entry.number));
    if (inOtherWords || news.length) this.listener.said(inOtherWords ? this.entries : news);
    this.changed();
  }

  private async renew(): Promise<void> {
    this.token = null;
    await this.begin();
    this.renewed = true;
  }

  /** Send the waiting message until it is answered or the person has to decide. */
  private async deliver(): Promise<void> {
    if (this.working || !this.pending) return;
    const { generation } = this;
    this.working = true;
    this.changed();
    for (let attempt = 0; this.pending && generation === this.generation; attempt += 1) {
      const slow = setTimeout(() => this.fail({ name: "slow" }), SLOW);
      try {
        await this.deliverOnce(this.pending, generation);
        break;
      } catch (error) {
        clearTimeout(slow);
        if (generation !== this.generation) return;
        if (attempt < MOST_TRIES && this.isSettled(error)) continue;
        const failure = failureOf(error);
        if (failure.name === "refused") this.giveBack();
        this.fail(failure);
        const seconds = waitAfter(failure, attempt);
        if (seconds === null || !this.pending) break;
        this.working = false;
        await this.pause(seconds);
        this.working = true;
        this.changed();
      } finally {
        clearTimeout(slow);
      }
    }
    if (generation !== this.generation) return;
    this.working = false;
    this.changed();
  }

  private async deliverOnce(pending: Pending, generation: number): Promise<void> {
    if (!this.token) await this.begin();
    if (generation !== this.generation) return;
    const reply = await this.api.send(this.token!, pending.messageId, pending.content, this.language);
    if (generation !== this.generation) return;
    const said = toEntries(reply);
    const first = said[0]?.number;
    const number = first === undefined ? {} : { number: first - 1 };
    this.entries = this.entries.filter((entry) => entry.key === pending.key || entry.number !== number.number);
    this.entries = this.entries.map((entry) => (entry.key === pending.key
      ? { ...entry, ...number, ...(isDelicate(reply.messages) ? { delicate: true } : {}) } : entry));
    this.entries = merge(this.entries, said).slice(-MOST_SHOWN);
    this.pending = null;
    this.recover();
    this.listener.said(said);
  }

  /** Mend what a new conversation or another form of the message mends; true when it may go on. */
  private isSettled(error: unknown): boolean {
    if (!(error instanceof ApiError) || !this.pending) return false;
    if (error.status === 401 && this.token) {
      this.token = null;
      this.renewed = true;
      return true;
    }
    if (error.status === 400 && "choice" in this.pending.content) {
      // The button is of a conversation that has ended: its title says the same.
      const title = this.entries.find((entry) => entry.key === this.pending?.key)?.text ?? "";
      this.pending = { ...this.pending, messageId: newId(), content: { text: title } };
      return true;
    }
    return false;
  }

  private giveBack(): void {
    const { pending } = this;
    if (pending && "text" in pending.content) this.draft = pending.content.text;
    this.entries = this.entries.filter((entry) => entry.key !== pending?.key);
    this.pending = null;
  }

  private pause(seconds: number): Promise<void> {
    this.changed();
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.wake?.(), seconds * 1000);
      this.wake = () => {
        clearTimeout(timer);
        this.wake = null;
        resolve();
      };
    });
  }

  private async attempt(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      this.recover();
      return true;
    } catch (error) {
      this.fail(failureOf(error));
      return false;
    } finally {
      this.changed();
    }
  }

  private fail(failure: Failure): void {
    this.failure = failure;
    this.listener.told(failure);
    this.changed();
  }

  private recover(): void {
    const lasting = this.failure && this.failure.name !== "slow";
    this.failure = null;
    if (lasting) this.listener.told(null);
  }

  private changed(): void {
    this.save();
    this.listener.changed();
  }

  private save(): void {
    if (this.deleted) return;
    const entries = this.entries.map((entry) => (entry.delicate ? { ...entry, text: NOT_KEPT } : entry));
    const { token, language, pending, open } = this;
    const saved: Saved = { token, language, entries, pending, draft: this.keepable(this.draft), open };
    this.storage.save(saved);
  }
}

function newId(): string {
  // `randomUUID` is there on https and localhost only.
  const parts = crypto.getRandomValues(new Uint32Array(4));
  return Array.from(parts, (part) => part.toString(16).padStart(8, "0")).join("");
}
