import type { VNode } from 'preact';
import { type FormState, fieldId } from './form-state.js';

/** All that is wrong, first and in one place, each line leading to its field. */
export function ErrorSummary({ form }: { form: FormState }): VNode | null {
  const errors = Object.entries(form.errors);
  if (errors.length === 0) return null;
  return (
    <div class="notice notice-problem error-summary" role="alert" tabIndex={-1} data-focus>
      <p>
        <strong>{form.ui.t('ui.form.errors', { count: errors.length })}</strong>
      </p>
      <ul>
        {errors.map(([name, text]) => (
          <li key={name}>{name ? <a href={`#${fieldId(form, name)}`}>{text}</a> : text}</li>
        ))}
      </ul>
    </div>
  );
}
