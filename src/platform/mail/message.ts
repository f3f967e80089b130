/** An e-mail, ready to be sent. */
export interface MailMessage {
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  /** The address that takes the reader off the list by one POST (RFC 8058); only in mail that somebody subscribed to. */
  unsubscribeUrl?: string;
  /** Key of the e-mail that this one follows, so that mail programs show them as one conversation. */
  inReplyTo?: string;
  references?: string[];
}
