import type { Delivery } from '../../platform/mail/delivery.model.js';
import { sanitizeHtml } from '../../platform/text/sanitize.js';

export interface ReadableMail {
  text: string;
  html: string;
}

/** The links of letters: whoever follows one acts for its reader. */
const SECRET_LINK =
  /(\/(?:reset-password|confirm-email|claim|email-change|unsubscribe|subscriptions(?:\/confirm)?)\/)[\w.-]+/g;

/**
 * An e-mail as an administrator may read it: its HTML by the same allow-list as everything that people write. What was
 * sent has reached its reader, so its secret links are covered; what was kept has to be handed on, so they are not for
 * who asks in person. With a token they always are: whoever finds one must not be able to take an account over.
 */
export function readable(
  { message, state }: Pick<Delivery, 'message' | 'state'>,
  { inPerson }: { inPerson: boolean },
): ReadableMail {
  const open = state === 'kept' && inPerson;
  const cover = (text: string) => (open ? text : text.replace(SECRET_LINK, '$1…'));
  const body = /<body[^>]*>([\s\S]*)<\/body>/i.exec(message.html)?.[1] ?? message.html;
  return { text: cover(message.text), html: sanitizeHtml(cover(body)) };
}
