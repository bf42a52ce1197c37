/** What outlives the page: in the tab's own storage, never longer, because computers are shared. */
import type { Content, Message } from "./api.ts";
import type { Language } from "./strings.ts";

/** A message of the transcript, with what only the widget knows of it. */
export interface Entry extends Message {
  /** The number that the page gives it, so that each has its place in the document. */
  key: string;
  language?: Language;
  judged?: boolean;
  masked?: boolean;
  /** Of a message like this not even the masked text is kept. */
  delicate?: boolean;
}
/** A message that has no answer yet. */
export interface Pending { messageId: string; content: Content; key: string }

export interface Saved {
  token: string | null;
  language: Language | null;
  entries: Entry[];
  pending: Pending | null;
  draft: string;
  open: boolean;
}

const KEPT = 50;

export class Storage {
  constructor(private readonly key: string) {}

  load(): Saved | null {
    try {
      const saved: unknown = JSON.parse(sessionStorage.getItem(this.key) ?? "null");
      return saved && typeof saved === "object" && Array.isArray((saved as Saved).entries) ? (saved as Saved) : null;
    } catch {
      return null; // no storage, or something else wrote there
    }
  }

  save(saved: Saved): void {
    try {
      sessionStorage.setItem(this.key, JSON.stringify({ ...saved, entries: saved.entries.slice(-KEPT) }));
    } catch {
      // Storage is full or forbidden: the conversation then lives as long as the page.
    }
  }

  clear(): void {
    try {
      sessionStorage.removeItem(this.key);
    } catch {
      // As above.
    }
  }
}
