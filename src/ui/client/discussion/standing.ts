import { localiseTimes } from '../page/localise-times.js';
import { element, type Place, say } from './place.js';

/** What the server says of the discussion as a whole. */
export interface State {
  title: string;
  html: string;
}

/** Closed, reopened, called something else. While it is closed nothing is sent; what is in the form stays there. */
export class Standing {
  constructor(
    private readonly place: Place,
    private readonly form: HTMLFormElement | null,
  ) {}

  show({ title, html }: State): void {
    const heading = document.querySelector('h1');
    if (heading && heading.textContent !== title) heading.textContent = title;
    const template = document.createElement('template');
    template.innerHTML = html;
    const [shown, state] = [element('state'), template.content.querySelector<HTMLElement>('#state')];
    if (!shown || !state) return;
    const [was, closed] = [isClosed(shown), isClosed(state)];
    this.shut(closed);
    if (was === closed) return;
    localiseTimes(state);
    if (!closed && !this.form) state.append(this.leadBack());
    shown.replaceWith(state);
  }

  private shut(closed: boolean): void {
    const why = closed ? say(this.place, 'closed') : '';
    const sign = element('reply-shut');
    if (sign && sign.textContent !== why) sign.textContent = why;
    for (const button of this.form?.querySelectorAll('button:not([type="button"])') ?? [])
      (button as HTMLButtonElement).disabled = closed;
  }

  /** Who came while it was closed was given no form. */
  private leadBack(): HTMLElement {
    const link = document.createElement('a');
    link.className = 'button';
    link.href = `${this.place.path}?reopened#reply`;
    link.textContent = say(this.place, 'reopened');
    return link;
  }
}

const isClosed = ({ dataset }: HTMLElement): boolean => dataset.closed !== undefined;
