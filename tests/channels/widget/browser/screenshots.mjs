// Writes pictures of ten states, and the figures of the widget, to var/screenshots.
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ask, begin, closeAll, end, newPage, openChat, server } from "./harness.mjs";

const FOLDER = fileURLToPath(new URL("../../../../var/screenshots/", import.meta.url));
const PHONE = { width: 390, height: 780 };
const MVV = "what is an mvv";
const MESSAGES = "**/chat/v1/messages";

const pictures = {
  "01-page-of-its-own": async () => openChat(await newPage(), { path: "/chat" }),
  "02-answer-in-the-corner": async () => {
    const page = await openChat(await newPage());
    await ask(page, "which conditions does a residence permit have?");
    return page;
  },
  "03-call-card-in-dutch": async () => {
    const page = await openChat(await newPage({ viewport: PHONE }), { language: "nl" });
    await ask(page, "ik wil een medewerker spreken");
    return page;
  },
  "04-why-it-did-not-help": async () => {
    const page = await openChat(await newPage({ viewport: PHONE }));
    await ask(page, MVV);
    await page.locator(".judge button").nth(1).click();
    await page.locator(".why").scrollIntoViewIfNeeded();
    return page;
  },
  "05-dark": async () => {
    const page = await openChat(await newPage({ colorScheme: "dark" }), { path: "/chat" });
    await ask(page, MVV);
    await page.locator(".choices").scrollIntoViewIfNeeded();
    return page;
  },
  "06-forced-colours": async () => {
    const page = await openChat(await newPage({ forcedColors: "active", viewport: PHONE }));
    await ask(page, MVV);
    return page;
  },
  "07-arabic-on-a-small-phone": async () => {
    const page = await openChat(await newPage({ viewport: { width: 320, height: 640 } }));
    await ask(page, "كيف يمكنني تجديد تصريح الإقامة؟");
    return page;
  },
  "08-masked-and-closed-for-maintenance": async () => {
    const page = await openChat(await newPage({ viewport: PHONE }));
    await page.route(MESSAGES, (route) => route.fulfill({ status: 503, body: "closed" }));
    await page.locator("#question").fill("my bsn is 111222333, what is an mvv?");
    await page.locator(".send").click();
    await page.locator(".notice").scrollIntoViewIfNeeded();
    return page;
  },
  "09-question-before-deleting": async () => {
    const page = await openChat(await newPage({ viewport: PHONE, colorScheme: "dark" }));
    await ask(page, MVV);
    await page.locator(".options").click();
    await page.getByRole("button", { name: "Delete this conversation" }).click();
    return page;
  },
  "10-form-without-javascript": async () => {
    const page = await newPage({ javaScriptEnabled: false, viewport: { width: 800, height: 1100 } });
    await page.goto(`${server.url}/chat/form`);
    await page.locator("textarea").fill(MVV);
    await page.locator("form .button").click();
    return page;
  },
};

/** Milliseconds from the click on Send to the first words of the answer on the screen. */
async function firstWords(count) {
  const page = await openChat(await newPage(), { path: "/chat" });
  await ask(page, MVV);
  const taken = [];
  for (let turn = 0; turn < count; turn += 1) {
    await page.locator("#question").fill(turn % 2 ? "what does it cost" : MVV);
    taken.push(await page.evaluate(() => new Promise((resolve) => {
      const root = document.querySelector("ind-chat").shadowRoot;
      const before = root.querySelectorAll(".theirs").length;
      const started = performance.now();
      const look = () => (root.querySelectorAll(".theirs").length > before
        ? requestAnimationFrame(() => resolve(performance.now() - started)) : requestAnimationFrame(look));
      root.querySelector(".send").click();
      look();
    })));
    await page.locator(".working").waitFor({ state: "detached" });
  }
  return taken.sort((a, b) => a - b)[Math.floor(count / 2)];
}

/** Megabytes of the page's heap after each fifty of two hundred turns. */
async function heap() {
  const page = await openChat(await newPage(), { path: "/chat" });
  const sizes = [];
  for (let turn = 1; turn <= 200; turn += 1) {
    await ask(page, turn % 2 ? MVV : "what does it cost");
    if (turn % 50 === 0) {
      sizes.push(await page.evaluate(() => {
        globalThis.gc?.();
        return performance.memory.usedJSHeapSize / 1e6;
      }));
    }
  }
  return sizes.map((size) => Number(size.toFixed(1)));
}

await mkdir(FOLDER, { recursive: true });
await begin();
try {
  for (const [name, show] of Object.entries(pictures)) {
    const page = await show();
    await page.waitForTimeout(400); // the panel has come to rest
    await page.screenshot({ path: path.join(FOLDER, `${name}.png`), fullPage: name.startsWith("10") });
    await closeAll();
    console.log(`var/screenshots/${name}.png`);
  }
  if (!process.argv.includes("--pictures-only")) {
    const figures = { "first words of an answer, median of 20, ms": Math.round(await firstWords(20)), "heap after 50, 100, 150, 200 turns, MB": await heap() };
    await writeFile(path.join(FOLDER, "figures.json"), `${JSON.stringify(figures, null, 2)}\n`);
    console.log(figures);
  }
} finally {
  await closeAll();
  await end();
}
