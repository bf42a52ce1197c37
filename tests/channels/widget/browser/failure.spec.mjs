// What a person meets when something does not work; what was typed is never lost.
import assert from "node:assert/strict";
import test, { afterEach } from "node:test";
import { ask, closeAll, focused, newPage, openChat, posted, server } from "./harness.mjs";

afterEach(closeAll);

const MVV = "what is an mvv";
const MESSAGES = "**/chat/v1/messages";
const LINE = /088 043 04 30/;

async function send(page, text) {
  await page.locator("#question").fill(text);
  await page.keyboard.press("Enter");
}

/** See one sentence, the telephone line and the text; then mend it and see one answer to one message. */
async function meets(page, sentence, mend) {
  await page.locator(".notice", { hasText: sentence }).waitFor();
  assert.match(await page.locator(".notice").innerText(), LINE);
  assert.ok((await page.locator(".notice a[href^='tel:']").count()) >= 1);
  assert.match(await page.locator("li.mine").innerText(), /what is an mvv/);
  assert.match(await page.locator(".live").innerText(), sentence);
  await mend();
  await page.locator(".judge").waitFor();
  assert.equal(await page.locator(".notice").count(), 0);
  assert.equal(await page.locator("li.mine").count(), 1);
  assert.equal(await page.locator(".judge").count(), 1);
  const ids = posted(page, "/messages").map(({ messageId }) => messageId);
  assert.ok(ids.length > 1);
  assert.equal(new Set(ids).size, 1);
}

async function failing(page, answer) {
  await page.route(MESSAGES, (route) => (route.request().method() === "POST" ? answer(route) : route.continue()));
}

function problem(status, headers = {}) {
  return (route) => route.fulfill({
    status, headers: { "Content-Type": "application/problem+json", ...headers }, body: JSON.stringify({ status, title: "x", detail: "x" }),
  });
}

const retry = (page) => async () => {
  await page.unroute(MESSAGES);
  await page.locator(".retry").click();
  assert.equal(await focused(page), "question");
};

test("the server is away: the text waits and is sent again under the same id", async () => {
  const page = await openChat(await newPage());
  await failing(page, (route) => route.abort("connectionrefused"));
  await send(page, MVV);
  await meets(page, /cannot be reached/, retry(page));
});

test("the server is away for a moment: the message goes by itself", async () => {
  const page = await openChat(await newPage());
  await failing(page, (route) => route.abort("connectionrefused"));
  await send(page, MVV);
  await meets(page, /cannot be reached/, () => page.unroute(MESSAGES));
  assert.match(await page.locator(".live").innerText(), /can be reached again/);
});

test("too many messages: it says when the message is sent again, and does", async () => {
  const page = await openChat(await newPage());
  await failing(page, problem(429, { "Retry-After": "2" }));
  await send(page, MVV);
  await meets(page, /sent again in 2 seconds/, () => page.unroute(MESSAGES));
});

test("the assistant is not ready: the message waits", async () => {
  const page = await openChat(await newPage());
  await failing(page, problem(503, { "Retry-After": "3" }));
  await send(page, MVV);
  await meets(page, /cannot answer at this moment/, retry(page));
});

test("the server is closed for maintenance: it says so and does not ask again by itself", async () => {
  const page = await openChat(await newPage());
  await failing(page, (route) => route.fulfill({ status: 503, headers: { "Retry-After": "3600" }, body: "<h1>closed</h1>" }));
  await send(page, MVV);
  await meets(page, /closed for maintenance/, retry(page));
});

test("something fails: the person can try again", async () => {
  const page = await openChat(await newPage());
  await failing(page, problem(500));
  await send(page, MVV);
  await meets(page, /Something went wrong/, retry(page));
});

test("offline: the message goes when the connection is back", async () => {
  const page = await openChat(await newPage());
  await page.context().setOffline(true);
  await send(page, MVV);
  await meets(page, /no internet connection/, () => page.context().setOffline(false));
});

test("a slow answer: after ten seconds it says so, and the answer still comes", async () => {
  const page = await newPage();
  await page.clock.install();
  await openChat(page);
  let release;
  await failing(page, (route) => (release = () => route.continue()));
  await send(page, MVV);
  await page.locator(".working").waitFor();
  await page.clock.fastForward(9_000);
  assert.equal(await page.locator(".notice").count(), 0);
  await page.clock.fastForward(1_500);
  await page.locator(".notice", { hasText: "longer than usual" }).waitFor();
  assert.match(await page.locator(".notice").innerText(), LINE);
  release();
  await page.locator(".judge").waitFor();
  assert.equal(await page.locator(".notice").count(), 0);
  assert.equal(posted(page, "/messages").length, 1);
});

test("the chat opens while the server is away", async () => {
  const page = await newPage();
  await page.route("**/chat/v1/conversations", (route) => route.abort());
  await page.goto(`${server.url}/chat/example`);
  await page.locator(".launcher").click();
  await page.locator(".notice", { hasText: "cannot be reached" }).waitFor();
  assert.match(await page.locator(".notice").innerText(), LINE);
  await page.unroute("**/chat/v1/conversations");
  await page.locator(".retry").click();
  await page.locator(".theirs").waitFor();
  assert.equal(await page.locator(".notice").count(), 0);
});

test("a refused text goes back to where it was typed", async () => {
  const page = await openChat(await newPage());
  await failing(page, problem(400));
  await send(page, MVV);
  await page.locator(".notice", { hasText: "could not be sent as it is" }).waitFor();
  assert.equal(await page.locator("#question").inputValue(), MVV);
  assert.equal(await page.locator("li.mine").count(), 0);
});

test("an answer that was lost on its way comes with a reload, once", async () => {
  const page = await openChat(await newPage());
  await failing(page, async (route) => {
    await route.fetch(); // the server has taken the turn
    await route.abort();
  });
  await send(page, MVV);
  await page.locator(".notice").waitFor();
  await page.unroute(MESSAGES);
  await page.reload();
  await page.locator(".judge").waitFor();
  await page.waitForLoadState("networkidle");
  assert.equal(await page.locator("li.mine").count(), 1);
  assert.equal(await page.locator(".judge").count(), 1);
});

test("a conversation that has ended is begun anew, with the text", async () => {
  const page = await openChat(await newPage());
  await ask(page, "hello");
  const token = page.calls.at(-1).headers()["authorization"];
  await page.request.delete(`${server.url}/chat/v1/conversation`, { headers: { Authorization: token } });
  await send(page, MVV);
  await page.locator(".judge").waitFor();
  assert.match(await page.locator(".transcript").innerText(), /Your earlier conversation had ended/);
  assert.equal(await page.locator("li.mine").count(), 1);
});

test("a button of a conversation that has ended is sent as its words", async () => {
  const page = await openChat(await newPage());
  await ask(page, MVV);
  const title = await page.locator(".choices button").first().innerText();
  const token = page.calls.at(-1).headers()["authorization"];
  await page.request.delete(`${server.url}/chat/v1/conversation`, { headers: { Authorization: token } });
  await page.locator(".choices button").first().click();
  await page.locator(".note", { hasText: "earlier conversation" }).waitFor();
  await page.locator(".judge").waitFor();
  assert.equal(posted(page, "/messages").at(-1).text, title);
});

test("on a network as slow as 3G a conversation goes on as always", async () => {
  const page = await newPage();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 });
  await openChat(page);
  await page.locator("#question").fill(MVV);
  await page.locator(".send").click();
  await page.locator(".working").waitFor();
  await page.locator(".judge").waitFor();
  assert.equal(await page.locator("li.mine").count(), 1);
});

test("a server that starts again in the middle loses nothing", async () => {
  const page = await openChat(await newPage());
  await ask(page, "hello");
  await server.stop();
  await send(page, MVV);
  await page.locator(".notice", { hasText: "cannot be reached" }).waitFor();
  await server.run();
  if (await page.locator(".retry").isVisible()) await page.locator(".retry").click({ timeout: 2_000 }).catch(() => {});
  await page.locator(".judge").waitFor();
  assert.equal(await page.locator("li.mine").count(), 2);
  assert.equal(await page.locator(".judge").count(), 1);
});
