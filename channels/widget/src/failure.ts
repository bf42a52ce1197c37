/** What goes wrong between the browser and the assistant, and when it is tried again. */
import { ApiError } from "./api.ts";
import type { FailureName } from "./strings.ts";

export interface Failure { name: FailureName; seconds?: number }

const BACK_OFF = [2, 5, 10];
const LONGEST_WAIT = 60;

/** Return what an error means for the person. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof ApiError)) return { name: "failed" };
  const { status, retryAfter, ours } = error;
  if (status === 0) return { name: navigator.onLine ? "unreachable" : "offline" };
  if (status === 429) return { name: "too_many", seconds: retryAfter ?? BACK_OFF[1]! };
  if (status === 503) {
    // A proxy that closes for a while says 503 without our body, or with a long wait.
    if (!ours || (retryAfter ?? 0) > LONGEST_WAIT) return { name: "maintenance" };
    return { name: "not_ready", seconds: retryAfter ?? BACK_OFF[1]! };
  }
  if (status === 502 || status === 504) return { name: "unreachable" };
  return { name: status >= 500 ? "failed" : "refused" };
}

/** Return after how many seconds it is tried again by itself; null when the person has to ask. */
export function waitAfter(failure: Failure, attempt: number): number | null {
  if (attempt >= BACK_OFF.length) return null;
  if (failure.name === "unreachable") return BACK_OFF[attempt]!;
  return failure.seconds === undefined || failure.seconds > LONGEST_WAIT ? null : failure.seconds;
}
