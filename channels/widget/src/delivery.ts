/** Sends the waiting message until it is answered or the person has to decide. */
import { ApiError, type ChatApi } from "./api.ts";
import { isDelicate, merge, toEntries } from "./entries.ts";
import { failureOf, waitAfter } from "./failure.ts";
import type { State } from "./state.ts";
import type { Pending } from "./storage.ts";

const SLOW = 10_000;
const MOST_TRIES = 5;

export class Delivery {
  private wake: (() => void) | null = null;

  constructor(
    private readonly api: ChatApi,
    private readonly state: State,
    private readonly begin: () => Promise<void>,
  ) {}

  /** Try again now what waits for its next try; false when nothing does. */
  hurry(): boolean {
    const waits = this.wake !== null;
    this.wake?.();
    return waits;
  }

  async run(): Promise<void> {
    const { state } = this;
    if (state.working || !state.pending) return;
    const { generation } = state;
    state.working = true;
    state.changed();
    for (let attempt = 0; state.pending && generation === state.generation; attempt += 1) {
      const slow = setTimeout(() => state.fail({ name: "slow" }), SLOW);
      try {
        await this.once(state.pending, generation);
        break;
      } catch (error) {
        clearTimeout(slow);
        if (generation !== state.generation) return;
        if (attempt < MOST_TRIES && this.isSettled(error)) continue;
        const failure = failureOf(error);
        if (failure.name === "refused") this.giveBack();
        state.fail(failure);
        const seconds = waitAfter(failure, attempt);
        if (seconds === null || !state.pending) break;
        state.working = false;
        await this.pause(seconds);
        state.working = generation === state.generation;
        state.changed();
      } finally {
        clearTimeout(slow);
      }
    }
    if (generation !== state.generation) return;
    state.working = false;
    state.changed();
  }

  private async once(pending: Pending, generation: number): Promise<void> {
    const { state } = this;
    if (!state.token) await this.begin();
    if (generation !== state.generation) return;
    const reply = await this.api.send(state.token!, pending.messageId, pending.content, state.language);
    if (generation !== state.generation) return;
    const said = toEntries(reply);
    const first = said[0]?.number;
    const marks = { ...(first === undefined ? {} : { number: first - 1 }), ...(isDelicate(reply.messages) ? { delicate: true } : {}) };
    const entries = state.entries
      .filter((entry) => entry.key === pending.key || first === undefined || entry.number !== first - 1)
      .map((entry) => (entry.key === pending.key ? { ...entry, ...marks } : entry));
    state.entries = merge(entries, said);
    state.pending = null;
    state.recover();
    state.listener.said(said);
  }

  /** Mend what a new conversation or another form of the message mends; true when it may go on. */
  private isSettled(error: unknown): boolean {
    const { state } = this;
    if (!(error instanceof ApiError) || !state.pending) return false;
    if (error.status === 401 && state.token) {
      state.token = null;
      state.renewed = true;
      return true;
    }
    if (error.status === 400 && "choice" in state.pending.content) {
      // The button is of a conversation that has ended: its title says the same.
      const title = state.entries.find((entry) => entry.key === state.pending?.key)?.text ?? "";
      state.pending = { ...state.pending, messageId: newId(), content: { text: title } };
      return true;
    }
    return false;
  }

  private giveBack(): void {
    const { state } = this;
    const { pending } = state;
    if (pending && "text" in pending.content && !state.draft) state.draft = pending.content.text;
    state.entries = state.entries.filter((entry) => entry.key !== pending?.key);
    state.pending = null;
  }

  private pause(seconds: number): Promise<void> {
    this.state.changed();
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.wake?.(), seconds * 1000);
      this.wake = () => {
        clearTimeout(timer);
        this.wake = null;
        resolve();
      };
    });
  }
}

export function newId(): string {
  // `randomUUID` is there on https and localhost only.
  const parts = crypto.getRandomValues(new Uint32Array(4));
  return Array.from(parts, (part) => part.toString(16).padStart(8, "0")).join("");
}
