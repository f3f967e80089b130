import type { InputHTMLAttributes, VNode } from 'preact';
import { Field } from './field.js';
import { type FieldProps, fieldId, textOf, wiring } from './form-state.js';

export interface TextFieldProps extends FieldProps {
  type?: 'text' | 'email' | 'password' | 'url' | 'search' | 'tel' | 'number' | 'date' | 'time' | 'datetime-local';
  /** As in HTML: `email`, `current-password`, `one-time-code`. */
  autocomplete?: string;
  inputMode?: 'text' | 'email' | 'numeric' | 'url' | 'search';
  minLength?: number;
  maxLength?: number;
  placeholder?: string;
  /** Offered while typing. */
  suggestions?: readonly string[];
  /** Where the page's script asks for more of them, by `?q=`, for the last of several entries with commas between. */
  suggestFrom?: string;
  /** Half as wide: a date, a code. */
  short?: boolean;
  spellcheck?: boolean;
}

export function TextField(props: TextFieldProps): VNode {
  const { suggestions = [], short } = props;
  const list = suggestions.length > 0 || props.suggestFrom ? `${fieldId(props.form, props.name)}-list` : undefined;
  return (
    <Field {...props} class={short ? 'field-short' : undefined}>
      <input {...inputAttributes(props, list)} />
      {list && (
        <datalist id={list}>
          {suggestions.map((suggestion) => (
            <option key={suggestion} value={suggestion} />
          ))}
        </datalist>
      )}
    </Field>
  );
}

function inputAttributes(props: TextFieldProps, list: string | undefined): InputHTMLAttributes<HTMLInputElement> {
  const { form, name, type = 'text', minLength, maxLength, autocomplete, inputMode, placeholder, spellcheck } = props;
  const attributes = {
    ...wiring(props),
    type,
    dir: type === 'text' || type === 'search' ? 'auto' : undefined,
    // A password is never sent back to the page.
    value: type === 'password' ? undefined : textOf(form, name),
    autoCapitalize: type === 'email' || type === 'url' ? 'none' : undefined,
    minLength,
    maxLength,
    autocomplete,
    inputMode,
    placeholder,
    spellcheck,
    list,
    'data-suggest': props.suggestFrom,
  };
  // preact types each kind of input apart; ours is known only at run time.
  return attributes as InputHTMLAttributes<HTMLInputElement>;
}

export interface TextAreaProps extends FieldProps {
  rows?: number;
  maxLength?: number;
  lang?: string;
  placeholder?: string;
}

export function TextArea(props: TextAreaProps): VNode {
  const { form, name, rows = 6, maxLength, lang, placeholder } = props;
  return (
    <Field {...props}>
      <textarea {...wiring(props)} rows={rows} maxLength={maxLength} lang={lang} placeholder={placeholder} dir="auto">
        {/* A first line break would be taken away by the browser: give it one more. */}
        {`\n${textOf(form, name) ?? ''}`}
      </textarea>
    </Field>
  );
}

export interface FileFieldProps extends FieldProps {
  /** As in HTML: `image/*,.pdf`. */
  accept?: string;
  multiple?: boolean;
}

export function FileField(props: FileFieldProps): VNode {
  return (
    <Field {...props}>
      <input {...wiring(props)} type="file" accept={props.accept} multiple={props.multiple} />
    </Field>
  );
}
