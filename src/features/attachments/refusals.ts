import { Invalid } from '../../platform/errors/errors.js';
import { FILE_LIMIT } from '../../platform/web/uploads.js';

/** A file that is refused: the form is shown again with everything that was typed, under the status that says why. */
class FileRefused extends Invalid {
  override name = 'FileRefused';
  constructor(
    override readonly status: 413 | 415,
    field: string,
    rule: string,
    params?: Record<string, number>,
  ) {
    super([{ field, rule, params }]);
  }
}

export const fileTooLarge = (field: string): Invalid =>
  new FileRefused(413, field, 'attachments.rule.tooLarge', { megabytes: FILE_LIMIT / 1024 / 1024 });

export const fileOfWrongKind = (field: string): Invalid => new FileRefused(415, field, 'attachments.rule.wrongKind');
