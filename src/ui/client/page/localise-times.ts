const shapes: Record<string, Intl.DateTimeFormatOptions> = {
  dateTime: { dateStyle: 'long', timeStyle: 'short' },
  day: { dateStyle: 'long' },
  shortDay: { day: 'numeric', month: 'short' },
  time: { timeStyle: 'short' },
};

const steps: Array<[Intl.RelativeTimeFormatUnit, number]> = [
  ['year', 31_557_600],
  ['month', 2_630_016],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** The same varieties as on the server. */
const regional: Record<string, string> = { en: 'en-GB', pt: 'pt-PT' };

/** Words and dates of this page. */
export function languageOfPage(): string {
  const { lang } = document.documentElement;
  return regional[lang] ?? lang;
}

/** Times in the zone of this browser, unless the member has chosen a zone. Also for what arrives later: give its element. */
export function localiseTimes(within: ParentNode): void {
  const { dataset } = document.documentElement;
  const tag = languageOfPage();
  for (const time of within.querySelectorAll<HTMLTimeElement>('time[data-as]')) {
    const date = new Date(time.dateTime);
    const shape = shapes[time.dataset.as ?? ''];
    if (!shape) time.textContent = ago(date, tag);
    else if (!dataset.zone) time.textContent = new Intl.DateTimeFormat(tag, shape).format(date);
    if (time.title && !dataset.zone) time.title = new Intl.DateTimeFormat(tag, shapes.dateTime).format(date);
  }
}

function ago(date: Date, tag: string): string {
  const words = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
  const seconds = (date.getTime() - Date.now()) / 1000;
  const step = steps.find(([, size]) => Math.abs(seconds) >= size);
  return step ? words.format(Math.trunc(seconds / step[1]), step[0]) : words.format(0, 'second');
}
