/** Makes `<ind-chat>` known to the page. */
import { IndChat } from "./component.ts";

if (!customElements.get("ind-chat")) customElements.define("ind-chat", IndChat);

export { IndChat };
