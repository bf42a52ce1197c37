/** What is known of a conversation; every change is written down and shown. */
import { NOT_KEPT } from "./entries.ts";
import type { Failure } from "./failure.ts";
import type { Entry, Pending, Storage } from "./storage.ts";
import type { Language } from "./strings.ts";

export interface Listener {
  changed(): void;
  /** The assistant said something new. */
  said(entries: Entry[]): void;
  /** Something went wrong, or right again. */
  told(failure: Failure | null): void;
}

const MOST_SHOWN = 100; // so that a long conversation does not fill a phone; the saved file has it all

export class State {
  pending: Pending | null = null;
  failure: Failure | null = null;
  working = false;
  /** A new conversation took the place of one that had ended. */
  renewed = false;
  deleted = false;
  draft = "";
  open = false;
  token: string | null = null;
  /** Counts conversations, so that what comes late for an earlier one is dropped. */
  generation = 0;
  private shown: Entry[] = [];

  constructor(
    private readonly storage: Storage,
    readonly listener: Listener,
    public language: Language,
    /** What of an unsent text may be written down. */
    private readonly keepable: (draft: string) => string,
  ) {
    const saved = storage.load();
    if (!saved) return;
    const { token, entries, pending, draft, open } = saved;
    Object.assign(this, { token, pending, draft, open, language: saved.language ?? language });
    this.shown = entries;
  }

  get entries(): Entry[] {
    return this.shown;
  }

  set entries(entries: Entry[]) {
    this.shown = entries.slice(-MOST_SHOWN);
  }

  changed(): void {
    this.save();
    this.listener.changed();
  }

  fail(failure: Failure): void {
    this.failure = failure;
    this.listener.told(failure);
    this.changed();
  }

  recover(): void {
    const lasting = this.failure && this.failure.name !== "slow";
    this.failure = null;
    if (lasting) this.listener.told(null);
  }

  forget(): void {
    this.generation += 1;
    this.token = this.pending = this.failure = null;
    this.entries = [];
    this.working = this.renewed = this.deleted = false;
    this.draft = "";
    this.storage.clear();
    this.changed();
  }

  save(): void {
    if (this.deleted) return;
    const entries = this.entries.map((entry) => (entry.delicate ? { ...entry, text: NOT_KEPT } : entry));
    const { token, language, pending, open } = this;
    this.storage.save({ token, language, entries, pending, draft: this.keepable(this.draft), open });
  }
}
