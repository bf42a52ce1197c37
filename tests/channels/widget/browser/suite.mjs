// All tests of the widget in the browser, in one process: one server, one browser.
import { useServer } from "./harness.mjs";

useServer();
await import("./conversation.spec.mjs");
await import("./failure.spec.mjs");
await import("./access.spec.mjs");
await import("./pages.spec.mjs");
