import { SetMetadata } from '@nestjs/common';
import { type FormState, formState, type NewerText } from '../../ui/forms/form-state.js';
import type { Ui } from '../../ui/ui.js';
import type { Viewer } from '../access/viewer.js';
import type { FieldProblem } from '../errors/errors.js';
import { ruleWords } from '../errors/problem.js';
import { difference } from '../text/difference.js';
import type { PageAnswer } from './answers.js';

/** What was typed into a form, and what is wrong with it. */
export interface TypedForm {
  values: Record<string, string | string[]>;
  problems: FieldProblem[];
  /** What was saved elsewhere meanwhile, by the names of the fields. */
  newer?: Readonly<Record<string, string>>;
}

export const EMPTY_FORM: TypedForm = { values: {}, problems: [] };

/** What a form is shown with before anybody typed. */
export const filledWith = (values: TypedForm['values']): TypedForm => ({ values, problems: [] });

export interface Retry {
  viewer: Viewer;
  params: Record<string, string>;
  form: TypedForm;
}

type ShowForm<Controller> = (controller: Controller, retry: Retry) => Promise<PageAnswer> | PageAnswer;

export const SHOW_AGAIN = 'palabre:show-again';

/** Where a form's target refuses what was typed, whether at the door or in the domain, the page of the form is shown again (422) with everything kept. */
export const ShowAgain = <Controller>(show: ShowForm<Controller>) => SetMetadata(SHOW_AGAIN, show);

/** The strings of a body, for showing them again; passwords and the form token are never sent back. */
export function typedValues(body: unknown): TypedForm['values'] {
  const entries = Object.entries((body ?? {}) as Record<string, unknown>).filter(
    ([name]) => name !== '_csrf' && !/password/i.test(name),
  );
  return Object.fromEntries(entries.flatMap(([name, value]) => (isTyped(value) ? [[name, value]] : [])));
}

const isTyped = (value: unknown): value is string | string[] =>
  typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'));

/** The form as the page shows it: what is wrong, said in the reader's words. */
export const shownForm = (ui: Ui, { values, problems, newer }: TypedForm, id = 'form'): FormState =>
  formState(ui, {
    id,
    values,
    errors: Object.fromEntries(problems.map((problem) => [problem.field, ruleWords(problem, ui.t)])),
    ...(newer && { newer: newerText(newer, values) }),
  });

function newerText(newer: Readonly<Record<string, string>>, values: TypedForm['values']): NewerText {
  const text = Object.values(newer).filter(Boolean).join('\n\n');
  const typed = Object.keys(newer).flatMap((name) => values[name] || []);
  return { text, pieces: difference(text, typed.join('\n\n').replace(/\r\n?/g, '\n')) };
}
