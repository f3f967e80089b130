interface Suggestions {
  items: string[];
}

const PAUSE_MS = 200;

/** Offers tags in use for the last one of a list that is being typed. The list of the field itself knows only whole entries. */
export function suggestTags(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>('input[data-suggest]')) follow(input);
}

function follow(input: HTMLInputElement): void {
  let timer = 0;
  input.addEventListener('input', () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void offer(input), PAUSE_MS);
  });
}

async function offer(input: HTMLInputElement): Promise<void> {
  const [, before = '', last = ''] = /^(.*[,;]\s*)?([^,;]*)$/s.exec(input.value) ?? [];
  const list = input.list;
  if (!list || (last.trim() === '' && before === '')) return;
  try {
    const answer = await fetch(`${input.dataset.suggest ?? ''}?q=${encodeURIComponent(last.trim())}`);
    if (!answer.ok) return;
    const { items } = (await answer.json()) as Suggestions;
    list.replaceChildren(...items.map((item) => option(before + item)));
  } catch {
    // Off line: the field works without.
  }
}

function option(value: string): HTMLOptionElement {
  const made = document.createElement('option');
  made.value = value;
  return made;
}
