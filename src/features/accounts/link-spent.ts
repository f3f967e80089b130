import { DomainError } from '../../platform/errors/errors.js';

/** A link of ours that has done its work, or is too old. */
export class LinkSpent extends DomainError {
  override name = 'LinkSpent';
  readonly status = 410;
  constructor() {
    super('accounts.linkSpent');
  }
}
