import { store, stored, storedKeys, unstore } from './store.js';

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
type Values = Record<string, string[]>;
/** `standing`: over which text it was written, and in which window, so that what somebody has saved since is not overwritten. */
type Draft = { at: number; values: Values; standing?: Values };

/** Drafts are this reader's: on a shared device the next one is not shown them. */
const prefix = `palabre:draft:${document.body.dataset.reader ?? ''}:`;
const keptDays = 30;
const pauseMilliseconds = 300;

/** While someone types in `<form data-keep="…">`, the browser keeps a copy until the server says it has the text. */
export function keepDrafts(): void {
  for (const { dataset } of document.querySelectorAll<HTMLElement>('[data-stored]')) unstore(prefix + dataset.stored);
  dropOldDrafts();
  document.querySelectorAll<HTMLFormElement>('form[data-keep]').forEach(keep);
}

/** For a form that is sent without leaving the page: its text has arrived. */
export function forgetDraft(form: HTMLFormElement): void {
  unstore(prefix + form.dataset.keep);
}

function keep(form: HTMLFormElement): void {
  const key = prefix + form.dataset.keep;
  const [served, standing] = [valuesOf(form), valuesIn(standingOf(form))];
  const draft = read(key);
  if (draft && JSON.stringify(draft.values) !== JSON.stringify({ ...draft.values, ...served })) {
    fill(controlsOf(form), draft.values);
    fill(standingOf(form), draft.standing ?? {});
    form.dataset.putBack = 'yes';
    tell(form, () => {
      fill(controlsOf(form), served);
      fill(standingOf(form), standing);
      unstore(key);
      form.dispatchEvent(new Event('discard'));
    });
  }
  const save = () => {
    const draft: Draft = { at: Date.now(), values: valuesOf(form), standing: valuesIn(standingOf(form)) };
    store(key, JSON.stringify(draft));
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(save, pauseMilliseconds);
  });
  // The last words before leaving, typed within the pause.
  addEventListener('pagehide', () => {
    if (timer !== undefined && document.contains(form)) {
      clearTimeout(timer);
      if (read(key) || changed(form, served)) save();
    }
  });
}

const changed = (form: HTMLFormElement, served: Values) => JSON.stringify(valuesOf(form)) !== JSON.stringify(served);

function controlsOf(form: HTMLFormElement): Control[] {
  return [...form.querySelectorAll<Control>('input[name], textarea[name], select[name]')].filter(
    ({ type }) => !['hidden', 'password', 'file'].includes(type),
  );
}

const standingOf = (form: HTMLFormElement): Control[] => [
  ...form.querySelectorAll<HTMLInputElement>('input[name="revision"], input[name="tab"]'),
];

const tickable = (control: Control): control is HTMLInputElement => ['checkbox', 'radio'].includes(control.type);

const valuesOf = (form: HTMLFormElement): Values => valuesIn(controlsOf(form));

function valuesIn(controls: Control[]): Values {
  const values: Values = {};
  for (const control of controls) {
    values[control.name] ??= [];
    if (control instanceof HTMLSelectElement)
      values[control.name]?.push(...[...control.selectedOptions].map(({ value }) => value));
    else if (!tickable(control) || control.checked) values[control.name]?.push(control.value);
  }
  return values;
}

function fill(controls: Control[], values: Values): void {
  for (const control of controls) {
    const kept = values[control.name];
    if (!kept) continue;
    if (control instanceof HTMLSelectElement) {
      for (const option of control.options) option.selected = kept.includes(option.value);
    } else if (tickable(control)) control.checked = kept.includes(control.value);
    else control.value = kept[0] ?? '';
  }
}

function tell(form: HTMLFormElement, discard: () => void): void {
  const notice = document.createElement('p');
  notice.className = 'notice notice-note';
  notice.setAttribute('role', 'status');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button button-plain';
  button.textContent = form.dataset.discard ?? '';
  button.onclick = () => {
    discard();
    notice.remove();
  };
  notice.append(form.dataset.kept ?? '', ' ', button);
  form.prepend(notice);
}

function read(key: string): Draft | undefined {
  try {
    return (JSON.parse(stored(key) ?? 'null') as Draft | null) ?? undefined;
  } catch {
    return undefined;
  }
}

function dropOldDrafts(): void {
  const oldest = Date.now() - keptDays * 86_400_000;
  for (const key of storedKeys()) {
    if (key.startsWith('palabre:draft:') && (read(key)?.at ?? 0) < oldest) unstore(key);
  }
}
