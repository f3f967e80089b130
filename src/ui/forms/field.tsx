import type { ComponentChildren, VNode } from 'preact';
import { type FieldProps, type FormState, fieldId } from './form-state.js';

/** Label, hint, error, control: the same order and wiring for every field. */
export function Field(props: FieldProps & { children: ComponentChildren; class?: string }): VNode {
  const { form, name, label, hint, optional, labelUnseen, children } = props;
  form.labels.set(name, label);
  return (
    <div class={fieldClass(form, name, props.class)}>
      <label for={fieldId(form, name)} class={labelUnseen ? 'unseen' : undefined}>
        {label}
        {optional && !form.free && <OptionalMark form={form} />}
      </label>
      <Remarks form={form} name={name} hint={hint} />
      {children}
    </div>
  );
}

/** The same for a group of choices. */
export function FieldGroup(props: FieldProps & { children: ComponentChildren }): VNode {
  const { form, name, label, hint, optional, labelUnseen, children } = props;
  form.labels.set(name, label);
  const id = fieldId(form, name);
  const described = [hint && `${id}-hint`, form.errors[name] && `${id}-error`].filter(Boolean).join(' ');
  return (
    <fieldset id={id} tabIndex={-1} class={fieldClass(form, name)} aria-describedby={described || undefined}>
      <legend class={labelUnseen ? 'unseen' : undefined}>
        {label}
        {optional && !form.free && <OptionalMark form={form} />}
      </legend>
      <Remarks form={form} name={name} hint={hint} />
      {children}
    </fieldset>
  );
}

const fieldClass = (form: FormState, name: string, more?: string) =>
  ['field', form.errors[name] && 'field-wrong', more].filter(Boolean).join(' ');

const OptionalMark = ({ form }: { form: FormState }): VNode => (
  <span class="quiet"> {form.ui.t('ui.form.optional')}</span>
);

export function Remarks({ form, name, hint }: { form: FormState; name: string; hint?: string }): VNode {
  const id = fieldId(form, name);
  const error = form.errors[name];
  return (
    <>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="error" id={`${id}-error`}>
          <span class="unseen">{form.ui.t('ui.form.error')} </span>
          {error}
        </p>
      )}
    </>
  );
}
