import type { VNode } from 'preact';
import type { DateLike } from '../../platform/i18n/i18n.js';
import type { Ui } from '../ui.js';

export interface DateTimeProps {
  ui: Ui;
  date: DateLike;
  as?: 'dateTime' | 'day' | 'shortDay' | 'time' | 'relative';
}

/** In the reader's zone: ours if they chose one, else the browser's own once its script has run. */
export function DateTime({ ui, date, as = 'dateTime' }: DateTimeProps): VNode {
  const title = as === 'dateTime' ? undefined : ui.format.dateTime(date);
  return (
    <time dateTime={new Date(date).toISOString()} data-as={as} title={title}>
      {ui.format[as](date)}
    </time>
  );
}
