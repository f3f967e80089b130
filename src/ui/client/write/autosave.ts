import { forgetDraft } from '../page/keep-drafts.js';
import { languageOfPage } from '../page/localise-times.js';

const pauseMilliseconds = 3000;
const longestMilliseconds = 15_000;
const againMilliseconds = 10_000;

/** While somebody types, the server keeps the text as a draft; where the line is down, the browser keeps it, and we try again. */
export function autosave(place: HTMLElement): void {
  const form = place.querySelector('form');
  const status = place.querySelector('[role="status"]');
  if (!form || !status) return;
  const { autosave: address = '', saved = '', unsaved = '', conflict = '' } = place.dataset;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let firstUnsaved = 0;
  let edits = 0;
  let stopped = false;

  const later = (milliseconds: number) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void save(), milliseconds);
  };

  const save = async () => {
    const before = edits;
    const answer = await send(address, form).catch(() => undefined);
    if (answer?.ok) {
      status.textContent = saved + new Intl.DateTimeFormat(languageOfPage(), { timeStyle: 'short' }).format();
      if (edits !== before) return later(pauseMilliseconds);
      firstUnsaved = 0;
      forgetDraft(form);
    } else if (answer?.status === 409) {
      stopped = true;
      status.textContent = conflict;
    } else if (answer === undefined || answer.status >= 500) {
      status.textContent = unsaved;
      later(againMilliseconds);
    }
    // What breaks a rule is said when the form is sent; the browser keeps it until then.
  };

  const changed = ({ target }: Event) => {
    if (target instanceof HTMLInputElement && target.type === 'file') return;
    edits += 1;
    firstUnsaved ||= Date.now();
    const waited = Date.now() - firstUnsaved;
    later(Math.max(0, Math.min(pauseMilliseconds, longestMilliseconds - waited)));
  };
  for (const event of ['input', 'discard']) form.addEventListener(event, changed);
  form.addEventListener('submit', () => {
    stopped = true;
    clearTimeout(timer);
  });
  addEventListener('online', () => {
    if (edits > 0) later(0);
  });
  // What the browser has put back is more than the server has.
  if (form.dataset.putBack) form.dispatchEvent(new Event('input'));
  // The page may come back from the browser's memory.
  addEventListener('pageshow', () => {
    stopped = false;
  });
}

const fields = ['title', 'text', 'tags', 'language', 'translationOf', 'revision', 'tab'];

function send(address: string, form: HTMLFormElement): Promise<Response> {
  const typed = new FormData(form);
  return fetch(address, {
    method: 'PUT',
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      'x-csrf-token': String(typed.get('_csrf') ?? ''),
    },
    body: JSON.stringify(Object.fromEntries(fields.map((name) => [name, String(typed.get(name) ?? '')]))),
  });
}
