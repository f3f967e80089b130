import { element, type Place, say } from './place.js';

const SAY_EVERY_MS = 3000;
const FADE_MS = 5000;

/** Says that this reader is writing, and shows who else is. */
export class Typing {
  private readonly writers = new Map<string, { name: string; timer: ReturnType<typeof setTimeout> }>();
  private saidAt = 0;

  constructor(
    private readonly place: Place,
    form: HTMLFormElement | null,
    tell: () => void,
  ) {
    form?.addEventListener('input', () => {
      if (Date.now() - this.saidAt < SAY_EVERY_MS) return;
      this.saidAt = Date.now();
      tell();
    });
  }

  heard({ handle, name }: { handle: string; name: string }): void {
    if (handle === this.place.reader) return;
    clearTimeout(this.writers.get(handle)?.timer);
    this.writers.set(handle, { name, timer: setTimeout(() => this.stopped(handle), FADE_MS) });
    this.show();
  }

  /** Their reply is there, or they have not gone on. */
  stopped(handle: string): void {
    clearTimeout(this.writers.get(handle)?.timer);
    if (this.writers.delete(handle)) this.show();
  }

  private show(): void {
    const sign = element('typing');
    const names = [...this.writers.values()].map(({ name }) => name);
    const key = names.length > 1 ? 'typingMany' : 'typing';
    const list = new Intl.ListFormat(document.documentElement.lang).format(names);
    if (sign) sign.textContent = names.length > 0 ? say(this.place, key, { names: list }) : '';
  }
}
