import { DomainError, Invalid } from '../platform/errors/errors.js';
import { ruleWords } from '../platform/errors/problem.js';
import { translator } from '../platform/i18n/translator.js';

/** What went wrong, in one line for whoever typed the command. */
export function explain(error: unknown): string {
  const t = translator('en');
  if (error instanceof Invalid)
    return error.problems.map((problem) => `${problem.field}: ${ruleWords(problem, t)}`).join(' ');
  if (error instanceof DomainError) return t(error.key, error.params);
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}

/** A command was told something that cannot be. */
export class WrongUse extends Error {
  override name = 'WrongUse';
}
