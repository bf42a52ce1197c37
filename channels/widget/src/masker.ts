/** Loads the rules that take personal data out, and applies them. */
import type { Masked } from "./masking/mask.ts";

type Mask = (text: string) => Masked;

export class Masker {
  private loading: Promise<Mask> | null = null;
  private rules: Mask | null = null;

  constructor(private readonly address: string) {}

  /** Get the rules; a browser that cannot run them leaves the work to the server, which masks too. */
  load(): Promise<Mask> {
    this.loading ??= import(this.address).then(
      (module: { mask: Mask }) => (this.rules = module.mask),
      () => {
        this.loading = null;
        return (text: string): Masked => ({ text, kinds: [] });
      },
    );
    return this.loading;
  }

  async mask(text: string): Promise<Masked> {
    const rules = await this.load();
    try {
      return rules(text);
    } catch {
      return { text, kinds: [] };
    }
  }

  /** Return the masked text if the rules are there, else nothing of it. */
  now(text: string): string {
    try {
      return this.rules?.(text).text ?? "";
    } catch {
      return "";
    }
  }
}
