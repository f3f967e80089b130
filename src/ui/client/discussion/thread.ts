import { localiseTimes } from '../page/localise-times.js';
import { element, type Place } from './place.js';

/** A reply as the server gives it: the same piece that it puts into the page. */
export interface Fragment {
  seq: number;
  revision: number;
  html: string;
}

/** `gap`: something before it has not arrived; ask for what was missed. */
type Taken = 'added' | 'changed' | 'known' | 'gap';

/** The replies on this page. However often and in whatever order they come in, each stands here once and in its place. */
export class Thread {
  /** The last place up to which nothing is missing. */
  last: number;
  /** The page shows the end of the discussion; what is new is put under it. On other pages it is only counted. */
  readonly atEnd: boolean;
  private readonly list = element('replies');

  constructor(
    private readonly place: Place,
    private readonly added: (seq: number, item: HTMLElement | null) => void,
  ) {
    const { last, to } = place.root.dataset;
    this.last = Number(last);
    this.atEnd = last === to;
  }

  take(fragment: Fragment): Taken {
    if (fragment.seq > this.last + 1) return 'gap';
    if (fragment.seq <= this.last) return this.replace(fragment);
    this.last = fragment.seq;
    this.added(fragment.seq, this.atEnd ? this.append(fragment) : null);
    return 'added';
  }

  /** The replies here that are known to have been changed, as the server asks for them. */
  get have(): string {
    return [...document.querySelectorAll<HTMLElement>('[data-seq]')]
      .filter(({ dataset }) => dataset.revision !== '0')
      .map(({ dataset }) => `${dataset.seq}.${dataset.revision}`)
      .join('-');
  }

  private append(fragment: Fragment): HTMLElement | null {
    const item = this.made(fragment);
    if (!item || !this.list) return null;
    item.classList.add('arrived', 'said-unread');
    keepSteady(() => {
      this.list?.append(item);
      this.place.root.querySelector('.none-yet')?.remove();
    });
    return item;
  }

  private replace(fragment: Fragment): Taken {
    const shown = element(`reply-${fragment.seq}`);
    if (!shown || Number(shown.dataset.revision) >= fragment.revision) return 'known';
    const item = this.made(fragment);
    if (!item) return 'known';
    if (shown.classList.contains('said-unread')) item.classList.add('said-unread');
    keepSteady(() => shown.replaceWith(item));
    return 'changed';
  }

  private made({ seq, html }: Fragment): HTMLElement | null {
    const template = document.createElement('template');
    template.innerHTML = html;
    const item = template.content.querySelector<HTMLElement>('[data-seq]');
    if (!item) return null;
    localiseTimes(item);
    this.giveActions(item, seq);
    return item;
  }

  /** The fragment is the same for all; what this reader may do with it lies ready in the page. */
  private giveActions(item: HTMLElement, seq: number): void {
    const removed = item.querySelector('.prose') === null;
    const own = this.place.reader !== '' && item.dataset.author === this.place.reader;
    const template = element(own ? 'own-actions' : 'other-actions');
    if (removed || !(template instanceof HTMLTemplateElement) || !template.content.firstElementChild) return;
    const footer = document.createElement('footer');
    footer.className = 'row said-actions';
    footer.append(template.content.cloneNode(true));
    for (const name of ['href', 'action'])
      for (const one of footer.querySelectorAll(`[${name}]`))
        one.setAttribute(name, (one.getAttribute(name) ?? '').replace('SEQ', String(seq)));
    item.querySelector('article')?.append(footer);
  }
}

/** Whoever is writing keeps their line where it is, whatever is put in above. */
function keepSteady(change: () => void): void {
  const writing = document.activeElement?.closest('form') ? document.activeElement : null;
  const before = writing?.getBoundingClientRect().top ?? 0;
  change();
  const moved = (writing?.getBoundingClientRect().top ?? 0) - before;
  if (writing && moved !== 0) scrollBy({ top: moved, behavior: 'instant' });
}
