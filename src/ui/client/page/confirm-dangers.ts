/** What cannot be taken back is asked once more. */
export function confirmDangers(): void {
  document.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLElement>('[data-confirm]');
    if (button && !confirm(button.dataset.confirm)) event.preventDefault();
  });
}
