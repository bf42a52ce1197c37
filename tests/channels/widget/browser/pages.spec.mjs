// The pages around the chat: without JavaScript, on other sites, and what they may load.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import test, { afterEach } from "node:test";
import { ask, assertClean, closeAll, hostPort, newPage, openChat, server, violations } from "./harness.mjs";

afterEach(closeAll);

for (const path of ["/chat", "/chat/example", "/chat/form"]) {
  test(`axe finds nothing on ${path}, and nothing breaks its policy`, async () => {
    for (const colorScheme of ["light", "dark"]) {
      const page = await newPage({ colorScheme, viewport: { width: 320, height: 640 } });
      await page.goto(`${server.url}${path}?language=nl`);
      if (path === "/chat") await page.locator(".theirs").waitFor();
      assert.deepEqual(await violations(page), []);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      assert.equal(await page.locator("html").getAttribute("lang"), "nl");
      await assertClean(page);
    }
  });
}

test("without JavaScript the chat page shows the line, the hours and the way to the form", async () => {
  const page = await newPage({ javaScriptEnabled: false });
  await page.goto(`${server.url}/chat`);
  const text = await page.locator("main").innerText();
  assert.match(text, /088 043 04 30/);
  assert.match(text, /Monday to Friday, 9:00 to 17:00/);
  await page.locator(".fallback a").click();
  assert.equal(await page.locator("h1").innerText(), "Ask your question");
});

test("without JavaScript a whole conversation goes by the form", async () => {
  const page = await newPage({ javaScriptEnabled: false });
  await page.goto(`${server.url}/chat/form`);
  await page.locator("textarea").fill("what is an mvv? my bsn is 111222333");
  await page.locator("button", { hasText: "Send" }).click();
  await page.getByText("The MVV is an entry visa", { exact: false }).waitFor();
  assert.equal(await page.getByText("111222333").count(), 0);
  assert.ok((await page.locator(".theirs a[href^='https://']").count()) > 0);
  const before = await page.locator(".messages > li").count();
  await page.reload(); // sends the same form again
  assert.equal(await page.locator(".messages > li").count(), before);
  const choice = page.locator(".choice").first();
  const title = await choice.innerText();
  await choice.click();
  await page.locator("li.mine", { hasText: title }).waitFor();
  assert.ok((await page.locator(".messages > li").count()) > before);
  assert.deepEqual(await page.context().cookies(), []);
  await page.locator("button", { hasText: "Delete" }).click();
  await page.getByText("Your conversation was deleted", { exact: false }).waitFor();
  assert.equal(await page.locator("li.mine").count(), 0);
});

test("the widget works on a page of another site that lets nothing else run", async () => {
  const policy = `default-src 'none'; script-src ${server.url}; connect-src ${server.url}; require-trusted-types-for 'script'; trusted-types lit-html`;
  const html = `<!doctype html><html lang="en"><title>A town</title><main><h1>A town</h1></main>
    <script type="module" src="${server.url}/chat/widget.js"></script><ind-chat></ind-chat></html>`;
  const host = createServer((request, response) => {
    response.setHeader("Content-Security-Policy", policy);
    response.setHeader("Content-Type", "text/html");
    response.end(request.url === "/" ? html : "");
  }).listen(hostPort, "127.0.0.1");
  try {
    const page = await newPage({ extraHTTPHeaders: {} });
    await page.goto(`http://127.0.0.1:${hostPort}/`);
    await page.locator(".launcher").click();
    await page.locator(".theirs").waitFor();
    await ask(page, "what is an mvv, my bsn is 111222333");
    await page.locator(".masked").waitFor();
    assert.ok((await page.locator("li.theirs").count()) > 1);
    await assertClean(page);
  } finally {
    host.close();
    host.closeAllConnections();
  }
});

test("a page of another site cannot send the form", async () => {
  const page = await newPage();
  await page.goto(`${server.url}/chat/form`);
  const answer = await page.request.post(`${server.url}/chat/form`, { form: { text: "hello" }, headers: { "Sec-Fetch-Site": "cross-site", Origin: "https://elsewhere.example" } });
  assert.equal(answer.status(), 403);
});

test("a page gives the chat its own colours", async () => {
  const page = await newPage();
  await openChat(page);
  await page.evaluate(() => document.querySelector("ind-chat").style.setProperty("--ind-chat-accent", "rgb(120, 20, 80)"));
  assert.equal(await page.locator(".send").evaluate((node) => getComputedStyle(node).backgroundColor), "rgb(120, 20, 80)");
});
