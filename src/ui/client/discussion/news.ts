import { element, type Place, say } from './place.js';

/** Says that replies have come in, without moving the page: whoever wants to see them presses. */
export class News {
  private readonly unseen = new Map<number, HTMLElement | null>();
  private readonly notice = element('news');
  private readonly watcher = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) this.seen(target as HTMLElement);
  });

  constructor(
    private readonly place: Place,
    private readonly onSeen: (seq: number) => void,
  ) {
    document.addEventListener('visibilitychange', () => this.lookAgain());
  }

  /** `item` is null where it stands on another page of the discussion. */
  add(seq: number, item: HTMLElement | null): void {
    this.unseen.set(seq, item);
    if (item) this.watcher.observe(item);
    this.show();
  }

  private seen(item: HTMLElement): void {
    if (document.hidden) return;
    const seq = Number(item.dataset.seq);
    this.watcher.unobserve(item);
    if (this.unseen.delete(seq)) this.onSeen(seq);
    this.show();
  }

  /** Coming back to the page: what is in view now has been seen. */
  private lookAgain(): void {
    if (document.hidden) return;
    for (const item of this.unseen.values()) {
      if (!item) continue;
      this.watcher.unobserve(item);
      this.watcher.observe(item);
    }
  }

  private show(): void {
    if (!this.notice) return;
    const [first] = this.unseen;
    if (!first) {
      this.notice.replaceChildren();
      return;
    }
    const count = this.unseen.size;
    const words = count === 1 ? say(this.place, 'one') : say(this.place, 'many', { count: String(count) });
    const [seq, item] = first;
    const link = this.notice.querySelector('a') ?? document.createElement('a');
    link.className = 'button';
    link.href = item ? `#reply-${seq}` : `${this.place.path}?reply=${seq}#reply-${seq}`;
    link.textContent = words;
    if (!link.isConnected) this.notice.append(link);
  }
}
