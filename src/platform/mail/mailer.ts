import { createHash } from 'node:crypto';
import { createTransport, type Transporter } from 'nodemailer';
import { Config } from '../config/config.js';
import type { MailMessage } from './message.js';

/** The mail server said no, or was not there: nothing has been sent. */
export class MailRefused extends Error {
  override name = 'MailRefused';
}

/** Hands e-mail to the mail server that SMTP_URL names. */
export class Mailer {
  private readonly transport: Transporter | null;

  constructor(private readonly config: Config) {
    this.transport = config.smtpUrl ? createTransport(config.smtpUrl, { from: config.mailFrom }) : null;
  }

  /** Without a mail server e-mail is kept where the administrator can read it. */
  get sends(): boolean {
    return this.transport !== null;
  }

  /** @returns what the server answered. @throws MailRefused when nothing was sent; any other error leaves it open. */
  async send(key: string, message: MailMessage): Promise<string> {
    if (!this.transport) throw new MailRefused('there is no mail server');
    try {
      const info: unknown = await this.transport.sendMail({
        ...message,
        to: message.to,
        messageId: this.messageId(key),
        inReplyTo: message.inReplyTo && this.messageId(message.inReplyTo),
        references: message.references?.map((reference) => this.messageId(reference)),
        headers: { ...unsubscribeHeaders(message.unsubscribeUrl), 'Auto-Submitted': 'auto-generated' },
      });
      return (info as { response?: string }).response ?? '';
    } catch (error) {
      throw nothingWasSent(error) ? new MailRefused((error as Error).message, { cause: error }) : error;
    }
  }

  /** Derived from the ledger's key (style.md §18): the same e-mail has the same Message-ID for ever. */
  messageId(key: string): string {
    const host = new URL(this.config.publicUrl).hostname;
    return `<${createHash('sha256').update(key).digest('hex').slice(0, 32)}@${host}>`;
  }

  async ping(): Promise<void> {
    await this.transport?.verify();
  }

  close(): void {
    this.transport?.close();
  }
}

/** RFC 8058: mail programs offer one-click unsubscribe for exactly these two headers. */
const unsubscribeHeaders = (url: string | undefined): Record<string, string> =>
  url ? { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {};

/** Refused by name or number (RFC 5321, 4.2), or the connection never came about. A time-out while sending is neither. */
function nothingWasSent(error: unknown): boolean {
  const { responseCode, code, command } = error as { responseCode?: number; code?: string; command?: string };
  if (responseCode !== undefined && responseCode >= 400) return true;
  return command === 'CONN' || code === 'ECONNECTION' || code === 'EDNS' || code === 'EAUTH' || code === 'EENVELOPE';
}
