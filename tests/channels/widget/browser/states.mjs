// The states of the chat that people meet, one after the other on one page.
import { ask } from "./harness.mjs";

const WORDS = {
  en: { mvv: "what is an mvv", person: "I want to speak to a person", open: "Options", no: "No", delete: "Delete this conversation", back: "No, go back", arabic: "كيف يمكنني تجديد تصريح الإقامة؟" },
  nl: { mvv: "wat is een mvv?", person: "ik wil een medewerker spreken", open: "Opties", no: "Nee", delete: "Wis dit gesprek", back: "Nee, ga terug", arabic: "كيف يمكنني تجديد تصريح الإقامة؟" },
};

/** Bring the page into each state and call `look` with its name. */
export async function walkStates(page, language, look) {
  const words = WORDS[language];
  await look("opening");
  await ask(page, words.mvv);
  await look("answer with choices");
  await page.locator(".judge button", { hasText: words.no }).first().click();
  await page.locator(".why").waitFor();
  await look("why an answer did not help");
  await page.locator(".why button[type=button]").click();
  await ask(page, words.person);
  await page.locator(".card").first().waitFor();
  await look("call card");
  await ask(page, words.arabic);
  await look("Arabic answer");
  await page.locator(".options").click();
  await look("options");
  await page.getByRole("button", { name: words.delete }).click();
  await look("question before deleting");
  await page.getByRole("button", { name: words.back }).click();
  await page.route("**/chat/v1/messages", (route) => route.fulfill({ status: 503, body: "closed" }));
  await page.locator("#question").fill(`${words.mvv} 111222333 bsn ${"a".repeat(850)}`);
  await page.locator(".send").click();
  await page.locator(".notice").waitFor();
  await page.locator("#question").fill("a".repeat(1_001));
  await look("closed, masked and too long");
  await page.unroute("**/chat/v1/messages");
}
