import type { VNode } from 'preact';
import { DifferenceView } from '../content/difference.js';
import { Notice } from '../content/notice.js';
import type { FormState } from './form-state.js';

/** The text was saved elsewhere meanwhile: what was typed stands in the form, the newer one here. */
export function OvertakenNotice({ form: { ui, newer } }: { form: FormState }): VNode | null {
  if (!newer) return null;
  const { t } = ui;
  return (
    <Notice kind="problem" announced>
      <p>
        <strong>{t('errors.overtaken')}</strong>
      </p>
      <p>{t('ui.overtaken.how')}</p>
      <DifferenceView ui={ui} pieces={newer.pieces} />
      <details class="fold">
        <summary>{t('ui.overtaken.newer')}</summary>
        <pre class="typed" dir="auto">
          {newer.text}
        </pre>
      </details>
    </Notice>
  );
}
