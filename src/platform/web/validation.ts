import { type ArgumentMetadata, Injectable, StandardSchemaValidationPipe } from '@nestjs/common';
import type { z } from 'zod';
import { type FieldProblem, Invalid, NotFound } from '../errors/errors.js';

type Issue = z.core.$ZodIssue;

/**
 * Bodies and queries are checked against the zod schema that stands at the parameter. A path that does not fit is an address that does not exist.
 * The problems keep zod's facts, not its English: the page says them in the reader's language.
 */
@Injectable()
export class SchemaPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({ exceptionFactory: (issues) => new Invalid(issues.flatMap((issue) => problemsOf(issue as Issue))) });
  }

  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    if (metadata.type !== 'param') return super.transform(value, metadata);
    try {
      return await super.transform(value, metadata);
    } catch (error) {
      throw error instanceof Invalid ? new NotFound() : error;
    }
  }
}

/** A finding of zod, in our terms. */
export function problemsOf(issue: Issue): FieldProblem[] {
  const field = issue.path?.map(String).join('.') ?? '';
  switch (issue.code) {
    case 'too_small':
      return [{ field, rule: tooSmall(issue), params: { minimum: Number(issue.minimum) } }];
    case 'too_big':
      return [
        { field, rule: issue.origin === 'string' ? 'tooLong' : 'tooMany', params: { maximum: Number(issue.maximum) } },
      ];
    case 'invalid_type':
      return [{ field, rule: issue.input === undefined || issue.input === '' ? 'required' : 'wrongKind' }];
    case 'invalid_format':
      return [{ field, rule: issue.format === 'email' ? 'email' : 'format' }];
    case 'invalid_value':
      return [{ field, rule: 'choice' }];
    case 'custom':
      return [{ field, rule: typeof issue.params?.rule === 'string' ? issue.params.rule : 'format' }];
    default:
      return [{ field, rule: 'format' }];
  }
}

function tooSmall({ origin, minimum }: z.core.$ZodIssueTooSmall): string {
  if (minimum === 1 && (origin === 'string' || origin === 'array')) return 'required';
  return origin === 'string' ? 'tooShort' : 'tooFew';
}
