/** The Chat API, as `data/chat/openapi.yml` describes it. */
import type { Language, Reason } from "./strings.ts";

export interface Choice { title: string; choice: string }
export interface Source { url: string; checked_on: string }
export interface Answer {
  topic: string | null; article: string | null; outcome: string; language: Language | null; sources: Source[];
}
export interface Telephone {
  number: string; number_abroad: string; link: string;
  open: boolean; closes_at: string | null; opens_at: string | null;
}
export interface Message {
  number?: number;
  from: "assistant" | "user";
  text: string;
  buttons?: Choice[];
  answer?: Answer;
  telephone?: Telephone;
  lang?: string;
  dir?: "ltr" | "rtl";
}
export interface Reply { messages: Message[]; language: Language }
export interface Begun extends Reply { token: string }
export type Content = { text: string } | { choice: string };
export interface Judgement { messageNumber: number; helpful: boolean; reason?: Reason; comment?: string }

/** No answer, or one that says no: `status` is 0 when nothing came back. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    /** Seconds after which it may be tried again, when the server says so. */
    readonly retryAfter: number | null = null,
    /** Whether the assistant itself answered, not a proxy before it. */
    readonly ours = false,
  ) {
    super(`chat API: ${status}`);
  }
}

const TIMEOUT = 30_000;

/** The time zone of the device, so that the call card can say when it is there. */
function ownClock(): { timeZone?: string } {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return timeZone ? { timeZone } : {};
}

export class ChatApi {
  constructor(private readonly base: string) {}

  begin(language: Language): Promise<Begun> {
    return this.json("POST", "/conversations", null, { language });
  }

  send(token: string, messageId: string, content: Content, language: Language): Promise<Reply> {
    return this.json("POST", "/messages", token, { messageId, ...content, language, ...ownClock() });
  }

  read(token: string): Promise<Reply> {
    return this.json("GET", "/messages", token);
  }

  async setLanguage(token: string, language: Language): Promise<void> {
    await this.call("PUT", "/language", token, { language });
  }

  async judge(token: string, judgement: Judgement): Promise<void> {
    await this.call("POST", "/feedback", token, judgement);
  }

  async erase(token: string): Promise<void> {
    await this.call("DELETE", "/conversation", token);
  }

  async transcript(token: string): Promise<Blob> {
    return (await this.call("GET", "/transcript?format=text", token)).blob();
  }

  private async json<Result>(method: string, path: string, token: string | null, body?: object): Promise<Result> {
    const response = await this.call(method, path, token, body);
    try {
      return (await response.json()) as Result;
    } catch {
      throw new ApiError(0); // cut off on its way
    }
  }

  private async call(method: string, path: string, token: string | null, body?: object): Promise<Response> {
    const headers: Record<string, string> = {};
    if (token) headers["Authorization"] = `Bearer ${token}`;
    if (body) headers["Content-Type"] = "application/json";
    const request: RequestInit = { method, headers, credentials: "omit", cache: "no-store" };
    if (body) request.body = JSON.stringify(body);
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), TIMEOUT);
    let response: Response;
    try {
      response = await fetch(this.base + path, { ...request, signal: stop.signal });
    } catch {
      throw new ApiError(0);
    } finally {
      clearTimeout(timer);
    }
    if (response.ok) return response;
    const wait = Number(response.headers.get("Retry-After") ?? NaN);
    const ours = response.headers.get("API-Version") !== null
      || (response.headers.get("Content-Type") ?? "").includes("problem+json");
    throw new ApiError(response.status, Number.isFinite(wait) ? wait : null, ours);
  }
}
