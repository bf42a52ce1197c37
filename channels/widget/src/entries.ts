/** The messages of the transcript: in order, each once, as far as the server has numbered them. */
import type { Message, Reply } from "./api.ts";
import type { Entry } from "./storage.ts";
import type { Language } from "./strings.ts";

/** What the server gives back of a message that it does not keep. */
export const NOT_KEPT = "<NOT KEPT>";
const DELICATE_TOPIC = "asylum_humanitarian";

/** Return messages as entries; one without an answer has the language of its turn. */
export function toEntries(reply: Reply): Entry[] {
  let spoken: Language | undefined;
  const backwards = [...reply.messages].reverse().map((message) => {
    if (message.from === "user") spoken = undefined;
    else spoken = message.answer?.language ?? spoken;
    const entry: Entry = { ...message, key: keyOf(message) };
    const language = message.from === "assistant" ? spoken ?? reply.language : undefined;
    if (language) entry.language = language;
    return entry;
  });
  return backwards.reverse();
}

let unnumbered = 0;

/** Return a key for a message; the server has numbered all that it has kept. */
export function keyOf(message: Pick<Message, "number" | "from">): string {
  return message.number === undefined ? `x${Date.now()}-${unnumbered++}` : `n${message.number}`;
}

/** Add entries to those that are there; of two with one number the earlier keeps its text. */
export function merge(entries: Entry[], added: Entry[]): Entry[] {
  const merged = [...entries];
  for (const entry of added) {
    const at = entry.number === undefined ? -1 : merged.findIndex((other) => other.number === entry.number);
    if (at < 0) merged.push(entry);
    else merged[at] = { ...entry, ...kept(merged[at]!, entry) };
  }
  const place = new Map(merged.map((entry, index) => [entry, index]));
  const numbered = merged.filter((entry) => entry.number !== undefined);
  if (numbered.some((entry, index) => index > 0 && numbered[index - 1]!.number! > entry.number!)) {
    merged.sort((a, b) => (a.number ?? Infinity) - (b.number ?? Infinity) || place.get(a)! - place.get(b)!);
  }
  return merged;
}

function kept(old: Entry, fresh: Entry): Partial<Entry> {
  const said = fresh.from === "user" && old.text !== NOT_KEPT ? { text: old.text } : {};
  const marks = { ...(old.judged ? { judged: true } : {}), ...(old.masked ? { masked: true } : {}) };
  return { key: old.key, ...said, ...marks };
}

/** Tell whether a turn was about something of which not even the masked text is kept. */
export function isDelicate(messages: Message[]): boolean {
  return messages.some(
    ({ answer, lang }) => lang !== undefined || answer?.outcome === "safety" || answer?.topic === DELICATE_TOPIC,
  );
}
