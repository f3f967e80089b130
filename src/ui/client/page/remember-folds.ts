import { store, stored } from './store.js';

/** Boxes stay folded or open as the reader left them. */
export function rememberFolds(): void {
  for (const details of document.querySelectorAll<HTMLDetailsElement>('details[data-remember]')) {
    const key = `palabre:fold:${details.dataset.remember}`;
    const left = stored(key);
    if (left) details.open = left === 'open';
    details.addEventListener('toggle', () => store(key, details.open ? 'open' : 'shut'));
  }
}
