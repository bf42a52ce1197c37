// What a person says and reads.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test, { afterEach } from "node:test";
import { ask, assertClean, closeAll, focused, holdMessages, newPage, openChat, posted, server } from "./harness.mjs";

afterEach(closeAll);

const MVV = "what is an mvv";
const BSN = "111222333";

test("nothing is asked of the server before the chat is opened", async () => {
  const page = await newPage();
  await page.goto(`${server.url}/chat/example`);
  await page.locator(".launcher").waitFor();
  assert.deepEqual(page.calls, []);
  await page.locator(".launcher").click();
  await page.locator(".theirs").waitFor();
  assert.match(await page.locator(".theirs").innerText(), /I am a computer program/);
  assert.equal(await page.locator(".languages button").count(), 2);
  assert.equal(await page.locator(".choices button").count(), 3);
  await assertClean(page);
});

test("an answer has paragraphs, a list, and its sources with the date of the check", async () => {
  const page = await openChat(await newPage());
  await ask(page, "which conditions does a residence permit have?");
  const answer = page.locator("li.theirs", { has: page.locator(".sources") });
  assert.ok((await answer.locator(".bubble > p").count()) > 1);
  assert.ok((await answer.locator(".bubble > ul > li").count()) > 1);
  const link = answer.locator(".sources a").first();
  assert.match(await link.getAttribute("href"), /^https:\/\//);
  assert.match(await answer.locator(".sources").innerText(), /checked on \d+ \w+ 20\d\d/);
  assert.equal((await answer.innerText()).match(/Source/g).length, 1); // not again as text
  assert.equal(await answer.locator(".bubble").getAttribute("lang"), "en");
  await assertClean(page);
});

test("a choice is sent by its id, shown by its title, and the focus goes to the question", async () => {
  const page = await openChat(await newPage());
  await ask(page, MVV);
  const choice = page.locator(".choices button").first();
  const title = await choice.innerText();
  await choice.focus();
  await page.keyboard.press("Enter");
  await page.locator("li.mine", { hasText: title }).waitFor();
  assert.equal(await focused(page), "question");
  await page.locator(".judge").nth(1).waitFor();
  assert.match(posted(page, "/messages")[1].choice, /^[0-9a-f]{24}$/);
  assert.equal(await page.locator("li.mine").count(), 2);
});

test("who wants a person gets a card with numbers to call", async () => {
  const page = await openChat(await newPage());
  await ask(page, "I want to speak to a person");
  const card = page.locator(".card").first();
  await card.waitFor();
  assert.equal(await card.locator("a").first().getAttribute("href"), "tel:+31880430430");
  assert.match(await card.innerText(), /The line is (open|closed) now/);
  assert.match(await card.innerText(), /\+31 88 043 04 30/);
});

test("a double click and two Enters send a message once", async () => {
  const page = await openChat(await newPage());
  await page.locator("#question").fill(MVV);
  await page.locator(".send").dblclick();
  await page.keyboard.press("Enter");
  await page.locator(".judge").waitFor();
  assert.equal(posted(page, "/messages").length, 1);
  assert.equal(await page.locator("li.mine").count(), 1);
});

test("what is typed while an answer is on its way stays", async () => {
  const page = await openChat(await newPage());
  const release = await holdMessages(page);
  await page.locator("#question").fill(MVV);
  await page.keyboard.press("Enter");
  await page.locator(".working").waitFor();
  await page.locator("#question").fill("and the costs?");
  await page.keyboard.press("Enter");
  release();
  await page.locator(".judge").waitFor();
  assert.equal(await page.locator("#question").inputValue(), "and the costs?");
  assert.equal(posted(page, "/messages").length, 1);
});

test("the conversation is there after a reload and on the next page, each message once", async () => {
  const page = await openChat(await newPage());
  await ask(page, MVV);
  await page.locator("#question").fill("half a question of 111222333");
  const before = await page.locator("ol > li").allInnerTexts();
  await page.reload();
  await page.locator(".judge").waitFor();
  await page.waitForLoadState("networkidle");
  assert.deepEqual(await page.locator("ol > li").allInnerTexts(), before);
  assert.equal(await page.locator("#question").inputValue(), "half a question of <BSN>");
  await page.goto(`${server.url}/chat`);
  await page.locator(".judge").waitFor();
  await page.waitForLoadState("networkidle");
  assert.deepEqual(await page.locator("ol > li").allInnerTexts(), before);
  assert.equal(posted(page, "/conversations").length, 1);
});

test("a second tab has a conversation of its own", async () => {
  const page = await openChat(await newPage());
  await ask(page, MVV);
  const second = await page.context().newPage();
  await openChat(second);
  assert.equal(await second.locator("ol > li").count(), 1);
  await ask(second, "what does it cost");
  await page.bringToFront();
  assert.equal(await page.locator("li.mine").count(), 1);
});

test("a copied tab goes on with the conversation, and the first one catches up", async () => {
  const page = await openChat(await newPage());
  await ask(page, MVV);
  const [second] = await Promise.all([page.waitForEvent("popup"), page.evaluate(() => window.open(location.href))]);
  await second.locator(".judge").waitFor();
  await ask(second, "What does an application cost?");
  const said = await second.locator("li.mine").count();
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await page.locator("li.mine").nth(1).waitFor();
  assert.equal(await page.locator("li.mine").count(), said);
});

test("the language changes at any time, with the opening", async () => {
  const page = await openChat(await newPage());
  await page.getByRole("button", { name: "Nederlands" }).click();
  await page.locator(".bubble", { hasText: "Ik ben een computerprogramma" }).waitFor();
  assert.equal(await page.locator("#panel").getAttribute("lang"), "nl");
  assert.equal(await page.locator("label[for=question]").innerText(), "Uw vraag");
  await ask(page, "wat is een mvv?");
  assert.match(await page.locator(".sources").innerText(), /gecontroleerd op/);
  await page.getByRole("button", { name: "English" }).click();
  await page.locator("label", { hasText: "Your question" }).waitFor();
  assert.equal(await page.locator(".bubble[lang=nl]").count() > 0, true);
  await page.reload();
  await page.locator("label", { hasText: "Your question" }).waitFor();
});

test("an answer is judged with yes, or with no, a reason and masked words", async () => {
  const page = await openChat(await newPage());
  await ask(page, MVV);
  await page.locator(".judge button").first().click();
  await page.locator(".thanks").waitFor();
  assert.match(await focused(page), /thanks/);
  await ask(page, "What does an application cost?");
  await page.locator(".judge button").nth(1).click();
  await page.locator(".why").waitFor();
  assert.equal(await page.evaluate(() => document.querySelector("ind-chat").shadowRoot.activeElement.tagName), "LEGEND");
  await page.getByLabel("Something was missing").check();
  await page.locator(".why textarea").fill(`my bsn is ${BSN}`);
  await page.locator(".why button[type=submit]").click();
  await page.locator(".thanks").nth(1).waitFor();
  const [yes, no] = posted(page, "/feedback");
  assert.equal(yes.helpful, true);
  assert.deepEqual({ ...no, messageNumber: 0 }, { messageNumber: 0, helpful: false, reason: "not_complete", comment: "my bsn is <BSN>" });
  await page.reload();
  await page.locator(".thanks").nth(1).waitFor();
});

test("personal data are masked before they leave the browser, and the person is told", async () => {
  const page = await openChat(await newPage());
  await page.locator("#question").fill(`my bsn is ${BSN}, what is an mvv`);
  await page.keyboard.press("Enter");
  await page.locator(".masked").waitFor();
  assert.match(await page.locator(".live").innerText(), /took out something personal/);
  await page.locator("li.theirs").nth(1).waitFor();
  assert.equal(posted(page, "/messages")[0].text, "my bsn is <BSN>, what is an mvv");
  assert.ok(!page.calls.some((request) => request.postData()?.includes(BSN)));
  assert.equal(await page.getByText(BSN).count(), 0);
  assert.ok(!(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).includes(BSN));
});

test("near the limit the characters are counted, and beyond it nothing is sent or lost", async () => {
  const page = await openChat(await newPage());
  const question = page.locator("#question");
  await question.fill("a".repeat(700));
  assert.equal(await page.locator("#counter").innerText(), "");
  await question.fill("a".repeat(990));
  assert.match(await page.locator("#counter").innerText(), /^10 characters left/);
  await question.fill("a".repeat(1001));
  assert.match(await page.locator("#counter").innerText(), /^1 characters? too many/);
  assert.equal(await question.getAttribute("aria-invalid"), "true");
  await page.keyboard.press("Enter");
  assert.equal((await question.inputValue()).length, 1001);
  assert.deepEqual(posted(page, "/messages"), []);
  await question.fill("🙂".repeat(999)); // counted as the server counts
  assert.match(await page.locator("#counter").innerText(), /^1 characters left/);
});

test("the conversation is saved as a file and printed alone", async () => {
  const page = await openChat(await newPage());
  await ask(page, MVV);
  await page.evaluate(() => (window.print = () => (window.printed = document.querySelector(".ind-chat-printed").innerText)));
  await page.locator(".options").click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save as a text file" }).click()]);
  const content = await readFile(await download.path(), "utf8");
  assert.match(content, /what is an mvv/);
  assert.match(content, /Source: https:/);
  assert.equal(await focused(page), "options");
  await page.locator(".options").click();
  await page.getByRole("button", { name: "Print" }).click();
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("main").isVisible(), false);
  assert.match(await page.locator(".ind-chat-printed").innerText(), /You:\s+what is an mvv[\s\S]+Assistant:\s+The MVV/);
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  assert.equal(await page.locator(".ind-chat-printed").count(), 0);
  await assertClean(page);
});

test("a new conversation begins empty, after a question", async () => {
  const page = await openChat(await newPage());
  await ask(page, MVV);
  await page.locator(".options").click();
  await page.getByRole("button", { name: "Start a new conversation" }).click();
  assert.equal(await focused(page), "asked");
  await page.getByRole("button", { name: "No, go back" }).click();
  assert.match(await focused(page), /options/);
  assert.equal(await page.locator("li.mine").count(), 1);
  await page.locator(".options").click();
  await page.getByRole("button", { name: "Start a new conversation" }).click();
  await page.getByRole("button", { name: "Yes, start a new one" }).click();
  await page.locator(".choices button").first().waitFor();
  assert.equal(await page.locator("ol > li").count(), 1);
  assert.equal(await focused(page), "question");
});

test("a deleted conversation is gone here and on the server", async () => {
  const page = await openChat(await newPage());
  await ask(page, MVV);
  const token = page.calls.at(-1).headers()["authorization"];
  await page.locator(".options").click();
  await page.getByRole("button", { name: "Delete this conversation" }).click();
  await page.getByRole("button", { name: "Yes, delete it" }).click();
  await page.locator(".done").waitFor();
  assert.equal(await focused(page), "done");
  assert.equal(await page.locator("ol > li").count(), 0);
  assert.equal(await page.evaluate(() => JSON.stringify({ ...sessionStorage }).includes("mvv")), false);
  const answer = await page.request.get(`${server.url}/chat/v1/messages`, { headers: { Authorization: token } });
  assert.equal(answer.status(), 401);
  await page.getByRole("button", { name: "Start a conversation" }).click();
  await page.locator(".choices button").first().waitFor();
});

test("Arabic and Persian are answered from right to left, in their language", async () => {
  const page = await openChat(await newPage());
  for (const [language, question] of [["ar", "كيف يمكنني تجديد تصريح الإقامة؟"], ["fa", "چگونه می‌توانم ویزا بگیرم؟"]]) {
    await ask(page, question);
    const said = page.locator(`.bubble[lang=${language}]`);
    assert.equal(await said.getAttribute("dir"), "rtl");
    assert.equal(await said.evaluate((node) => getComputedStyle(node).direction), "rtl");
    assert.equal(await page.locator("li.mine .bubble").last().evaluate((node) => getComputedStyle(node).direction), "rtl");
  }
  assert.equal(await page.locator("#panel").getAttribute("dir"), "ltr");
});

test("marks in the texts of both sides are text, and only safe links are links", async () => {
  const attack = '<img src=x onerror="document.title=1"> [x](javascript:alert(1)) javascript:alert(2) https://ind.nl/?q="><b>';
  const page = await openChat(await newPage());
  await page.route("**/chat/v1/messages", async (route) => {
    const response = await route.fetch();
    const body = await response.json();
    for (const message of body.messages) {
      message.text = attack;
      if (message.buttons) message.buttons[0].title = attack;
      if (message.answer) message.answer.sources = [{ url: "javascript:alert(3)", checked_on: "2026-11-21" }];
      message.telephone = { number: attack, number_abroad: attack, link: "javascript:alert(4)", open: true, closes_at: null, opens_at: null };
    }
    await route.fulfill({ response, json: body });
  });
  const title = await page.title();
  await page.locator("#question").fill(attack);
  await page.keyboard.press("Enter");
  await page.locator(".card").first().waitFor();
  assert.equal(await page.title(), title);
  assert.equal(await page.locator("ind-chat img, ind-chat b").count(), 0);
  const links = await page.locator("#panel a").evaluateAll((found) => found.map((link) => link.getAttribute("href")));
  assert.ok(links.every((href) => /^(https:|tel:)/.test(href)), links.join());
  assert.match(await page.locator(".theirs .bubble").last().innerText(), /<img src=x/);
  await assertClean(page);
});

test("a page chooses language, topic and place", async () => {
  const page = await newPage();
  await page.goto(`${server.url}/chat/example`);
  await page.evaluate(() => {
    document.querySelector("ind-chat").remove();
    const chat = document.createElement("ind-chat");
    for (const [name, value] of [["language", "nl"], ["topic", "fees"], ["position", "start"]]) chat.setAttribute(name, value);
    document.body.append(chat);
  });
  await page.locator(".launcher").click();
  const choice = page.locator(".choices button");
  await choice.waitFor();
  assert.deepEqual(await choice.allInnerTexts(), ["Wat kost een aanvraag?"]);
  assert.ok((await page.locator("#panel").boundingBox()).x < 100);
  await choice.click();
  await page.locator(".sources").waitFor();
});

test("of what was said about danger no text is written down, not even in the browser", async () => {
  const page = await openChat(await newPage());
  await ask(page, "my husband hits me");
  assert.deepEqual(await page.locator(".theirs a[href='tel:112']").count(), 1);
  assert.match(await page.locator("li.mine").innerText(), /my husband hits me/);
  assert.equal(await page.evaluate(() => JSON.stringify({ ...sessionStorage }).includes("hits")), false);
  await page.reload();
  await page.locator(".bubble", { hasText: "(text that is not kept)" }).waitFor();
});
