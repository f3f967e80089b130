/** What the page says about the discussion that it shows. */
export interface Place {
  root: HTMLElement;
  id: string;
  /** Its address without the title: what forms and questions go to. */
  plain: string;
  path: string;
  /** The first place on this page. */
  from: number;
  words: Record<string, string>;
  /** Handle of the one who reads; empty for a visitor. */
  reader: string;
  formToken: string;
}

export function placeIn(page: Document): Place | null {
  const root = page.getElementById('discussion');
  if (!root) return null;
  const { id = '', plain = '', path = '', from, words = '{}' } = root.dataset;
  return {
    root,
    id,
    plain,
    path,
    from: Number(from),
    words: JSON.parse(words) as Record<string, string>,
    reader: page.body.dataset.reader ?? '',
    formToken: page.querySelector<HTMLInputElement>('input[name="_csrf"]')?.value ?? '',
  };
}

/** Words, with what only the browser knows put in. */
export function say(place: Place, key: string, values: Record<string, string> = {}): string {
  const words = place.words[key] ?? '';
  return words.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

export const element = (id: string): HTMLElement | null => document.getElementById(id);
