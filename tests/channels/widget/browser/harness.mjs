// One server and one browser for all tests; each test has a context, and a network, of its own.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before } from "node:test";
import { freePort, Server } from "./server.mjs";

const require = createRequire(new URL("../../../../channels/widget/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const { AxeBuilder } = require("@axe-core/playwright");

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
const PATIENCE = 60_000; // only a test that fails waits so long

export let server;
export let hostPort;
let browser;
let networks = 0;
const opened = [];

export async function begin() {
  hostPort = await freePort();
  server = await Server.start([`http://127.0.0.1:${hostPort}`]);
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--js-flags=--expose-gc"],
  });
}

process.once("SIGTERM", async () => {
  await end();
  process.exit(1);
});

export async function end() {
  await browser?.close();
  await server?.end();
}

export function useServer() {
  before(begin);
  after(end);
}

/** Return a page in a context of its own; what breaks its rules is in `page.faults`. */
export async function newPage(options = {}) {
  networks += 1;
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: "en-GB",
    extraHTTPHeaders: { "X-Forwarded-For": `10.${networks >> 8}.${networks & 255}.1` },
    ...options,
  });
  context.setDefaultTimeout(PATIENCE);
  const page = await watched(await context.newPage());
  opened.push(context);
  return page;
}

export async function watched(page) {
  page.faults = [];
  page.outside = [];
  page.calls = [];
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("console", (message) => {
    const expected = /Failed to load resource|ERR_INTERNET_DISCONNECTED/.test(message.text());
    if (message.type() === "error" && !expected) page.faults.push(message.text());
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (!["127.0.0.1"].includes(url.hostname) && url.protocol.startsWith("http")) page.outside.push(request.url());
    if (url.pathname.startsWith("/chat/v1")) page.calls.push(request);
  });
  await page.addInitScript(() => {
    window.reports = [];
    document.addEventListener("securitypolicyviolation", (event) => window.reports.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  return page;
}

export async function closeAll() {
  await Promise.all(opened.splice(0).map((context) => context.close()));
}

/** Open the widget in the corner of the example page, or the page where it stands alone. */
export async function openChat(page, { path = "/chat/example", language = "en" } = {}) {
  await page.goto(`${server.url}${path}?language=${language}`);
  if (path.endsWith("/example")) await page.locator(".launcher").click();
  await page.locator(".theirs").first().waitFor();
  return page;
}

export async function ask(page, text) {
  await page.locator("#question").fill(text);
  const answered = page.waitForResponse((response) =>
    response.ok() && response.request().method() === "POST" && response.url().endsWith("/chat/v1/messages"));
  await page.locator(".send").click();
  await answered;
  await page.locator(".working").waitFor({ state: "detached" });
}

/** Hold back each message until the returned function is called. */
export async function holdMessages(page) {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route("**/chat/v1/messages", async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

/** Return what was posted to a path of the API. */
export function posted(page, path) {
  return page.calls
    .filter((request) => request.method() === "POST" && new URL(request.url()).pathname === `/chat/v1${path}`)
    .map((request) => request.postDataJSON());
}

/** Return the part of the shadow tree that has the focus: its id or class. */
export function focused(page) {
  return page.evaluate(() => {
    const active = document.querySelector("ind-chat").shadowRoot.activeElement;
    return active ? active.id || active.className || active.textContent.trim() : document.activeElement.tagName;
  });
}

export async function violations(page, whole = true) {
  const builder = new AxeBuilder({ page }).withTags(TAGS);
  const { violations: found } = await (whole ? builder : builder.include("ind-chat")).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => JSON.stringify(node.target)).join(" ")}`);
}

/** See that nothing broke the policy, left this machine or failed unseen. */
export async function assertClean(page) {
  assert.deepEqual(await page.evaluate(() => window.reports), []);
  assert.deepEqual(page.faults, []);
  assert.deepEqual(page.outside, []);
  assert.deepEqual(await page.context().cookies(), []);
}
