import type { VNode } from 'preact';
import { Field, FieldGroup, Remarks } from './field.js';
import { type FieldProps, type FormState, fieldId, listOf, textOf, wiring } from './form-state.js';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
  readonly lang?: string;
}

export interface SelectProps extends FieldProps {
  choices: readonly Choice[];
  /** The first entry, standing for "nothing chosen". */
  placeholder?: string;
  multiple?: boolean;
}

export function Select(props: SelectProps): VNode {
  const { form, name, choices, placeholder, multiple } = props;
  const chosen = multiple ? listOf(form, name) : [textOf(form, name)];
  return (
    <Field {...props}>
      <select {...wiring(props)} multiple={multiple} size={multiple ? 6 : undefined}>
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {choices.map(({ value, label, lang }) => (
          <option key={value} value={value} lang={lang} selected={chosen.includes(value)}>
            {label}
          </option>
        ))}
      </select>
    </Field>
  );
}

export interface ChoicesProps extends FieldProps {
  choices: readonly Choice[];
}

export interface CheckboxGroupProps extends ChoicesProps {
  /** Of more than a screen of choices, these and the chosen stand there; the others unfold. */
  first?: readonly string[];
}

export function RadioGroup(props: ChoicesProps): VNode {
  const { form, name, choices, optional } = props;
  const chosen = textOf(form, name);
  return (
    <FieldGroup {...props}>
      {choices.map((choice) => (
        <Tick
          key={choice.value}
          form={form}
          name={name}
          choice={choice}
          type="radio"
          checked={choice.value === chosen}
          required={!optional}
        />
      ))}
    </FieldGroup>
  );
}

export function CheckboxGroup(props: CheckboxGroupProps): VNode {
  const { form, name, choices, first } = props;
  const chosen = listOf(form, name);
  const ticks = (some: readonly Choice[]) =>
    some.map((choice) => {
      const checked = chosen.includes(choice.value);
      return <Tick key={choice.value} form={form} name={name} choice={choice} type="checkbox" checked={checked} />;
    });
  const isShown = ({ value }: Choice) => !first || first.includes(value) || chosen.includes(value);
  return (
    <FieldGroup {...props}>
      {ticks(choices.filter(isShown))}
      {first && (
        <details class="fold">
          <summary>{form.ui.t('ui.choices.more')}</summary>
          <div class="tick-list">{ticks(choices.filter((choice) => !isShown(choice)))}</div>
        </details>
      )}
    </FieldGroup>
  );
}

interface TickProps {
  form: FormState;
  name: string;
  choice: Choice;
  type: 'radio' | 'checkbox';
  checked: boolean;
  required?: boolean;
}

function Tick({ form, name, choice, type, checked, required }: TickProps): VNode {
  const id = `${fieldId(form, name)}-${choice.value}`;
  return (
    <div class="tick">
      <input
        id={id}
        type={type}
        name={name}
        value={choice.value}
        checked={checked}
        required={required}
        aria-describedby={choice.hint ? `${id}-hint` : undefined}
      />
      <label for={id} lang={choice.lang}>
        {choice.label}
      </label>
      {choice.hint && (
        <p class="hint" id={`${id}-hint`}>
          {choice.hint}
        </p>
      )}
    </div>
  );
}

export interface CheckboxProps extends FieldProps {
  /** What is sent when it is ticked. */
  value?: string;
}

/** A single yes or no. Unlike other fields it may be left alone unless `needed`. */
export function Checkbox({ needed = false, value = 'yes', ...props }: CheckboxProps & { needed?: boolean }): VNode {
  const { form, name, label, hint } = props;
  const wired = wiring({ ...props, optional: !needed });
  const current = form.values[name];
  return (
    <div class={form.errors[name] ? 'field field-wrong' : 'field'}>
      <div class="tick">
        <input
          {...wired}
          type="checkbox"
          value={value}
          checked={current === true || current === value || current === 'on'}
        />
        <label for={wired.id}>{label}</label>
      </div>
      <Remarks form={form} name={name} hint={hint} />
    </div>
  );
}
