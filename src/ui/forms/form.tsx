import type { ComponentChildren, VNode } from 'preact';
import type { Ui } from '../ui.js';
import { ErrorSummary } from './error-summary.js';
import type { FormState } from './form-state.js';
import { OvertakenNotice } from './overtaken-notice.js';

export interface FormProps {
  form: FormState;
  action: string;
  method?: 'post' | 'get';
  /** The form has files. */
  files?: boolean;
  /** Names the draft that the browser keeps while the member types; a flash with this name as `stored` lets it go. */
  keep?: string;
  label?: string;
  /** As wide as the page: for writing. */
  wide?: boolean;
  children: ComponentChildren;
}

/** Every form of the product: protected, with its errors on top, and never sent twice. */
export function Form({ form, action, method = 'post', files, keep, label, wide, children }: FormProps): VNode {
  const { t } = form.ui;
  return (
    <form
      id={form.id}
      class={wide ? 'form form-wide' : 'form'}
      action={action}
      method={method}
      enctype={files ? 'multipart/form-data' : undefined}
      aria-label={label}
      noValidate
      data-keep={keep}
      data-kept={keep && t('ui.keep.restored')}
      data-discard={keep && t('ui.keep.discard')}
    >
      {method === 'post' && <CsrfField ui={form.ui} />}
      <ErrorSummary form={form} fields={children} />
      <OvertakenNotice form={form} />
      {children}
    </form>
  );
}

export const CsrfField = ({ ui }: { ui: Ui }): VNode => <input type="hidden" name="_csrf" value={ui.csrf} />;
