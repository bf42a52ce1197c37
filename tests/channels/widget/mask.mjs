// Masks each line of standard input, a JSON text, with the rules that the browser runs.
import { createInterface } from "node:readline";
import { mask } from "../../../channels/widget/dist/masking.js";

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(mask(JSON.parse(line))));
}
