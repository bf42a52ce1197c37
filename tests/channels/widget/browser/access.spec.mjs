// Who has no mouse, does not see the screen, or needs it large.
import assert from "node:assert/strict";
import test, { afterEach } from "node:test";
import { ask, assertClean, closeAll, focused, holdMessages, newPage, openChat, server, violations } from "./harness.mjs";
import { walkStates } from "./states.mjs";

afterEach(closeAll);

const MVV = "what is an mvv";
const LOOKS = { light: { colorScheme: "light" }, dark: { colorScheme: "dark" }, "forced colours": { forcedColors: "active" } };
const SIZES = { desktop: { width: 1280, height: 900 }, "320 pixels": { width: 320, height: 640 } };

async function axeFindsNothing(language, size) {
  for (const [look, colours] of Object.entries(LOOKS)) {
    const page = await newPage({ viewport: SIZES[size], ...colours });
    await openChat(page, { path: look === "dark" ? "/chat" : "/chat/example", language });
    const found = {};
    let whole = true; // the page around it once, then the chat alone
    await walkStates(page, language, async (state) => {
      const faults = await violations(page, whole);
      whole = false;
      if (faults.length) found[state] = faults;
    });
    assert.deepEqual(found, {}, look);
    await assertClean(page);
  }
}

test("axe finds nothing in any state: English, desktop", () => axeFindsNothing("en", "desktop"));
test("axe finds nothing in any state: English, 320 pixels", () => axeFindsNothing("en", "320 pixels"));
test("axe finds nothing in any state: Dutch, desktop", () => axeFindsNothing("nl", "desktop"));
test("axe finds nothing in any state: Dutch, 320 pixels", () => axeFindsNothing("nl", "320 pixels"));

test("a whole conversation goes by keyboard, and the focus is never lost", async () => {
  const page = await newPage();
  await page.goto(`${server.url}/chat/example`);
  await page.locator(".launcher").focus();
  assert.equal(await page.locator(".launcher").getAttribute("aria-expanded"), "false");
  await page.keyboard.press("Enter");
  await page.locator(".choices button").first().waitFor();
  assert.equal(await focused(page), "question");
  await page.keyboard.type(MVV);
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("please");
  assert.match(await page.locator("#question").inputValue(), /\n/);
  await page.keyboard.press("Enter");
  await page.locator(".judge").waitFor();
  assert.equal(await focused(page), "question");
  const stops = [];
  for (let step = 0; step < 24; step += 1) {
    await page.keyboard.press("Shift+Tab");
    stops.push(await focused(page));
    if (stops.at(-1).includes("close")) break;
  }
  // Backwards from the question: choices, yes and no, links, transcript, options, languages, close.
  assert.ok(stops.indexOf("transcript") > 3, stops.join());
  assert.ok(stops.includes("options"), stops.join());
  assert.match(stops.at(-1), /close/);
  assert.ok(!stops.includes("BODY"));
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter"); // Nederlands
  await page.locator("label", { hasText: "Uw vraag" }).waitFor();
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "options");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  assert.equal(await focused(page), "options");
  assert.equal(await page.locator(".options").getAttribute("aria-expanded"), "false");
  await page.keyboard.press("Escape");
  assert.equal(await focused(page), "launcher");
  assert.equal(await page.locator(".launcher").getAttribute("aria-expanded"), "false");
  await assertClean(page);
});

test("Tab leads out of the panel and back: nothing holds the focus", async () => {
  const page = await openChat(await newPage());
  await page.locator(".send").focus();
  await page.keyboard.press("Tab");
  assert.notEqual(await page.evaluate(() => document.activeElement.tagName), "IND-CHAT");
});

test("an answer does not move the focus", async () => {
  const page = await openChat(await newPage());
  const release = await holdMessages(page);
  await page.locator("#question").fill(MVV);
  await page.keyboard.press("Enter");
  await page.locator(".working").waitFor();
  await page.locator(".options").focus();
  release();
  await page.locator(".judge").waitFor();
  assert.equal(await focused(page), "options");
});

test("text that is being composed is not sent by its Enter", async () => {
  const page = await openChat(await newPage());
  await page.locator("#question").fill("にほんご");
  await page.locator("#question").evaluate((field) =>
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true })));
  assert.equal(await page.locator("#question").inputValue(), "にほんご");
  assert.equal(await page.locator("li.mine").count(), 0);
});

test("the live region is there first, tells each answer with its choices, and is emptied", async () => {
  const page = await newPage();
  await page.clock.install();
  await page.goto(`${server.url}/chat/example`);
  const live = page.locator(".live");
  await live.waitFor({ state: "attached" });
  assert.equal(await live.getAttribute("aria-live"), "polite");
  assert.equal(await live.innerText(), "");
  assert.equal(await page.locator("ind-chat [aria-live], ind-chat [role=log], ind-chat [role=alert]").count(), 1);
  await page.locator(".launcher").click();
  await page.locator(".theirs").waitFor();
  assert.match(await live.innerText(), /I am a computer program/);
  await page.clock.fastForward(11_000);
  assert.equal(await live.innerText(), "");
  await page.locator("#question").fill(MVV);
  await page.keyboard.press("Enter");
  await page.locator(".judge").waitFor();
  const told = await live.innerText();
  assert.match(told, /^The MVV is an entry visa/);
  assert.ok(told.includes(await page.locator(".choices button").last().innerText()));
  assert.ok(!told.includes("Source:"));
  assert.ok(!told.includes("I am a computer program"));
});

test("each message says who speaks, and the panel says what it is", async () => {
  const page = await openChat(await newPage());
  await ask(page, MVV);
  const snapshot = await page.locator("#panel").ariaSnapshot();
  assert.match(snapshot, /dialog "Questions about the IND"/);
  assert.match(snapshot, /region "Conversation"/);
  assert.match(snapshot, /You:/);
  assert.match(snapshot, /Assistant:/);
  assert.match(snapshot, /textbox "Your question"/);
});

for (const [name, viewport] of Object.entries({ "320 pixels wide": { width: 320, height: 640 }, "400 % on a small screen": { width: 320, height: 256 } })) {
  test(`everything can be read and reached: ${name}`, async () => {
    const page = await newPage({ viewport });
    await openChat(page);
    await walkStates(page, "en", async (state) => {
      const wide = await page.evaluate(() => {
        const panel = document.querySelector("ind-chat").shadowRoot.querySelector(".panel");
        const boxes = [document.documentElement, panel, panel.querySelector(".transcript")];
        return boxes.filter((box) => box.scrollWidth > box.clientWidth + 1).map((box) => box.className || box.tagName);
      });
      assert.deepEqual(wide, [], state);
    });
    await page.locator("#question").focus();
    const box = await page.locator("#question").boundingBox();
    assert.ok(box.y >= 0 && box.y + Math.min(box.height, 40) <= viewport.height, JSON.stringify(box));
    await page.locator(".close").focus();
    assert.ok((await page.locator(".close").boundingBox()).y >= 0);
  });
}

test("nothing is cut off when the space in texts is made larger", async () => {
  const page = await newPage({ viewport: SIZES["320 pixels"] });
  await openChat(page, { path: "/chat" });
  await ask(page, MVV);
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    const root = document.querySelector("ind-chat").shadowRoot;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  });
  const cut = await page.evaluate(() => {
    const root = document.querySelector("ind-chat").shadowRoot;
    return [...root.querySelectorAll("button, .bubble, label, h2")]
      .filter((node) => node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 1).map((node) => node.textContent.trim());
  });
  assert.deepEqual(cut, []);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
});

test("targets are large enough: 24 pixels, and 44 for the main ones", async () => {
  const page = await newPage({ viewport: SIZES["320 pixels"] });
  await openChat(page);
  const small = [];
  await walkStates(page, "en", async (state) => {
    const boxes = await page.evaluate(() => [...document.querySelector("ind-chat").shadowRoot.querySelectorAll("button, textarea, .call, .reason")]
      .filter((node) => node.checkVisibility())
      .map((node) => ({ text: node.textContent.trim(), main: node.matches(".main, .call, .close, .choices button, #question"), ...node.getBoundingClientRect().toJSON() })));
    for (const { text, main, width, height } of boxes) {
      if (Math.min(width, height) < (main ? 43.9 : 24)) small.push(`${state}: ${text} ${width}×${height}`);
    }
  });
  assert.deepEqual(small, []);
});

test("nothing moves for who asks for less motion", async () => {
  const page = await newPage({ reducedMotion: "reduce" });
  await openChat(page);
  await holdMessages(page);
  await page.locator("#question").fill(MVV);
  await page.keyboard.press("Enter");
  await page.locator(".working").waitFor();
  assert.equal(await page.evaluate(() => document.querySelector("ind-chat").shadowRoot.getAnimations({ subtree: true }).length), 0);
});
