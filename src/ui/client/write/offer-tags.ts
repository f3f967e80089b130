/** Each tag beside the field becomes a button that puts it in, or takes it out again. */
export function offerTags(place: HTMLElement): void {
  const field = place.querySelector<HTMLInputElement>(`input[name="${place.dataset.suggest}"]`);
  if (!field) return;
  for (const word of place.querySelectorAll<HTMLElement>('[data-suggestion]')) {
    const tag = word.dataset.suggestion ?? '';
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button button-plain';
    button.textContent = tag;
    button.dir = 'auto';
    const show = () => button.setAttribute('aria-pressed', String(has(field, tag)));
    button.onclick = () => {
      const others = tagsIn(field).filter((other) => !same(other, tag));
      field.value = (has(field, tag) ? others : [...others, tag]).join(', ');
      field.dispatchEvent(new Event('input', { bubbles: true }));
    };
    field.addEventListener('input', show);
    show();
    word.replaceWith(button);
  }
}

const tagsIn = (field: HTMLInputElement): string[] =>
  field.value
    .split(/[,;]/)
    .map((tag) => tag.trim())
    .filter(Boolean);

const same = (a: string, b: string) => a.localeCompare(b, undefined, { sensitivity: 'base' }) === 0;
const has = (field: HTMLInputElement, tag: string) => tagsIn(field).some((one) => same(one, tag));
