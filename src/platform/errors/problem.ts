import { STATUS_CODES } from 'node:http';
import type { T } from '../i18n/translator.js';
import { type DomainError, type FieldProblem, Invalid } from './errors.js';

/** A problem document as RFC 9457 has it, with one entry in `errors` for each field. */
export interface Problem {
  /** `about:blank`, or a name of ours under `/api/v1/docs#…`. */
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  errors?: { field: string; rule: string; message: string }[];
}

export function problemDocument(error: DomainError | null, t: T, instance: string): Problem {
  const status = error?.status ?? 500;
  return {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: t(error?.key ?? 'errors.broken', error?.params),
    instance: instance.split('?')[0] ?? instance,
    ...(error instanceof Invalid && {
      errors: error.problems.map((problem) => ({
        field: problem.field,
        rule: problem.rule,
        message: ruleWords(problem, t),
      })),
    }),
  };
}

/** The words of a broken rule: the general ones under `errors.rule.`, or a feature's own key. */
export function ruleWords({ rule, params }: FieldProblem, t: T): string {
  const general = `errors.rule.${rule}`;
  if (t.has(general)) return t(general, params);
  return t.has(rule) ? t(rule, params) : t('errors.rule.format');
}
