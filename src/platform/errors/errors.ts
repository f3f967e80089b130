import type { MessageKey } from '../i18n/keys.js';

/** One thing wrong with one field of a form or a body. */
export interface FieldProblem {
  field: string;
  /** The rule that was broken, as a key of the words (`errors.rule.…`, or one of the feature's own). */
  rule: string;
  /** Values for the words of the rule, such as the least length. */
  params?: Record<string, string | number>;
}

/** What can go wrong that a person can understand. A page, a problem document and a socket's answer are made from the same error. */
export abstract class DomainError extends Error {
  abstract readonly status: number;
  /** Words for the person. */
  readonly key: MessageKey;
  readonly params: Record<string, string | number>;

  constructor(key: MessageKey, params: Record<string, string | number> = {}) {
    super(key);
    this.key = key;
    this.params = params;
  }
}

/** Not there, or not theirs to see: the same answer. */
export class NotFound extends DomainError {
  override name = 'NotFound';
  readonly status = 404;
  constructor() {
    super('errors.notFound');
  }
}

/** It is at another address now: whoever asks is led there. Both are paths that a request begins with. */
export class Moved extends DomainError {
  override name = 'Moved';
  readonly status = 308;
  constructor(
    readonly from: string,
    readonly to: string,
  ) {
    super('errors.moved');
  }
}

/** They see it, but may not do this with it. */
export class Forbidden extends DomainError {
  override name = 'Forbidden';
  readonly status = 403;
  constructor(key: MessageKey = 'errors.forbidden') {
    super(key);
  }
}

/** A visitor asks for what only members may do. Pages lead to the sign-in and back again. */
export class SignInNeeded extends DomainError {
  override name = 'SignInNeeded';
  readonly status = 401;
  constructor() {
    super('errors.signInNeeded');
  }
}

/** A member whose e-mail address is not confirmed wants to write. */
export class ConfirmationNeeded extends DomainError {
  override name = 'ConfirmationNeeded';
  readonly status = 403;
  constructor() {
    super('errors.confirmationNeeded');
  }
}

/** What was typed breaks a rule. */
export class Invalid extends DomainError {
  override name = 'Invalid';
  readonly status: number = 422;
  constructor(readonly problems: FieldProblem[]) {
    super('errors.invalid');
  }

  /** One field, one rule. */
  static field(field: string, rule: string, params?: FieldProblem['params']): Invalid {
    return new Invalid([{ field, rule, params }]);
  }
}

/** It cannot be done in the state that the thing is in now. */
export class Conflict extends DomainError {
  override name = 'Conflict';
  readonly status = 409;
}

/** The text was saved elsewhere since it was opened here. Nothing of either is lost: the form is shown again with both. */
export class Overtaken extends Conflict {
  override name = 'Overtaken';
  /** `newer`: what was saved meanwhile, by the names of the form's fields. */
  constructor(
    readonly revision: number,
    readonly newer: Readonly<Record<string, string>>,
  ) {
    super('errors.overtaken');
  }
}

/** The form is too old, or came from elsewhere. */
export class ForgedRequest extends DomainError {
  override name = 'ForgedRequest';
  readonly status = 403;
  constructor() {
    super('errors.forged');
  }
}

/** Too often; again after `retryAfterSeconds`. */
export class TooMany extends DomainError {
  override name = 'TooMany';
  readonly status = 429;
  constructor(readonly retryAfterSeconds: number) {
    super('errors.tooMany', { seconds: retryAfterSeconds });
  }
}

/** The request itself is malformed, too large, or of a kind we do not take. */
export class BadRequest extends DomainError {
  override name = 'BadRequest';
  constructor(
    readonly status: 400 | 408 | 413 | 414 | 415 | 431 = 400,
    key: MessageKey = 'errors.badRequest',
  ) {
    super(key);
  }
}
