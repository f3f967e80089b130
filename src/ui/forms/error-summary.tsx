import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { type FormState, fieldId } from './form-state.js';

/** All that is wrong, first and in one place, each line naming its field and leading to it. */
export function ErrorSummary({ form, fields }: { form: FormState; fields: ComponentChildren }): VNode | null {
  const errors = Object.entries(form.errors);
  if (errors.length === 0) return null;
  // The summary stands above the fields: they are rendered once before it, to learn what they are called.
  renderToString(<div>{fields}</div>);
  const said = (name: string, error: string) => {
    const label = form.labels.get(name);
    return label ? form.ui.t('ui.form.errorOf', { label, error }) : error;
  };
  return (
    <div class="notice notice-problem error-summary" role="alert" tabIndex={-1} data-focus>
      <p>
        <strong>{form.ui.t('ui.form.errors', { count: errors.length })}</strong>
      </p>
      <ul>
        {errors.map(([name, text]) => (
          <li key={name}>{name ? <a href={`#${fieldId(form, name)}`}>{said(name, text)}</a> : text}</li>
        ))}
      </ul>
    </div>
  );
}
