import type { Piece } from '../content/difference.js';
import type { Ui } from '../ui.js';

export type FieldValue = string | number | boolean | readonly string[] | null | undefined;

/** What was saved elsewhere while this form was open, and how what was typed differs from it. */
export interface NewerText {
  readonly text: string;
  readonly pieces: readonly Piece[];
}

/** A form as it stands: what was typed, and what is wrong with it in the reader's words. */
export interface FormState {
  readonly ui: Ui;
  /** Keeps the ids of two forms on one page apart. */
  readonly id: string;
  readonly values: Readonly<Record<string, FieldValue>>;
  /** Whole sentences by field name; `''` is for the form as a whole. */
  readonly errors: Readonly<Record<string, string>>;
  readonly newer?: NewerText;
  /** Nothing in it is needed, such as what narrows a list down: no field says that it is optional. */
  readonly free?: boolean;
  /** What its fields are called, noted by each as it is rendered: the summary of errors names them. */
  readonly labels: Map<string, string>;
}

export function formState(ui: Ui, state: Partial<Omit<FormState, 'ui' | 'labels'>> = {}): FormState {
  const { id = 'form', values = {}, errors = {}, newer, free } = state;
  return { ui, id, values, errors, newer, free, labels: new Map() };
}

/** What all fields are given. */
export interface FieldProps {
  form: FormState;
  name: string;
  label: string;
  hint?: string;
  /** Fields are taken to be needed; say so when one is not. */
  optional?: boolean;
  /** Hides the label from sight where the place makes it plain. */
  labelUnseen?: boolean;
}

export const fieldId = (form: FormState, name: string) => `${form.id}-${name}`;

export function textOf(form: FormState, name: string): string | undefined {
  const value = form.values[name];
  if (value === null || value === undefined || typeof value === 'object') return undefined;
  return String(value);
}

export function listOf(form: FormState, name: string): readonly string[] {
  const value = form.values[name];
  if (Array.isArray(value)) return value as readonly string[];
  return typeof value === 'string' ? [value] : [];
}

/** The attributes that tie a control to its hint and error. */
export function wiring({ form, name, hint, optional }: FieldProps) {
  const id = fieldId(form, name);
  const error = form.errors[name];
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return {
    id,
    name,
    required: !optional,
    'aria-invalid': error ? ('true' as const) : undefined,
    'aria-describedby': described || undefined,
  };
}
