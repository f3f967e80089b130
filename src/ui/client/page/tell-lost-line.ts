/** Says it when the line is gone, and stops saying it when the line is back. */
export function tellLostLine(): void {
  const place = document.getElementById('line-lost');
  if (!place) return;
  const show = () => {
    place.textContent = navigator.onLine ? '' : (place.dataset.lost ?? '');
  };
  addEventListener('online', show);
  addEventListener('offline', show);
  show();
}
