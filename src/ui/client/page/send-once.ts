const busy = 'aria-disabled';

/** A second press while the first is on its way does nothing. The button is not truly disabled: that would drop its value. */
export function sendOnce(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented) return;
    if (form.dataset.sending) event.preventDefault();
    form.dataset.sending = 'yes';
    event.submitter?.setAttribute(busy, 'true');
    // On a line this slow, give the person their button back.
    setTimeout(() => release(form), 30_000);
  });
  // The page may come back from the browser's memory as it was left.
  addEventListener('pageshow', () => document.querySelectorAll('form').forEach(release));
}

/** Also for forms that are sent without leaving the page, once the answer is there. */
export function release(form: HTMLFormElement): void {
  delete form.dataset.sending;
  for (const button of form.querySelectorAll(`button[${busy}]`)) button.removeAttribute(busy);
}
