import type { PendingReply } from './pending.js';
import { type Place, say } from './place.js';

/** Shows a reply that is not stored yet, with what can be done about it. */
export class PendingItem {
  private readonly item = document.createElement('li');
  private readonly status = document.createElement('p');
  private readonly buttons = document.createElement('div');

  constructor(
    private readonly place: Place,
    reply: PendingReply,
    private readonly does: { again(): void; back(): void },
  ) {
    const text = document.createElement('p');
    text.className = 'pending-text';
    text.dir = 'auto';
    text.lang = reply.language;
    text.textContent = reply.text;
    this.status.className = 'quiet';
    this.status.setAttribute('role', 'status');
    this.buttons.className = 'row';
    const article = document.createElement('article');
    article.append(text, this.status, this.buttons);
    this.item.className = 'said said-pending';
    this.item.append(article);
    document.getElementById('pending')?.append(this.item);
  }

  sending(): void {
    this.status.textContent = say(this.place, 'sending');
    this.buttons.replaceChildren();
  }

  /** Not stored, as far as is known here: why, and what now. */
  kept(why: string): void {
    this.status.textContent = why;
    this.buttons.replaceChildren(
      this.button('again', () => this.does.again()),
      this.button('back', () => this.does.back()),
    );
  }

  remove(): void {
    this.item.remove();
  }

  private button(key: 'again' | 'back', press: () => void): HTMLButtonElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = key === 'again' ? 'button button-quiet' : 'button button-plain';
    button.textContent = say(this.place, key);
    button.onclick = press;
    return button;
  }
}
