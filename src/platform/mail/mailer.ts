import { createHash } from 'node:crypto';
import type { Transporter } from 'nodemailer';
import { Config } from '../config/config.js';
import type { MailMessage } from './message.js';

interface Compiled {
  data: { original: MailMessage };
  message: { createReadStream(options?: object): NodeJS.ReadableStream };
}

/** The mail server said no, or was not there: nothing has been sent. */
export class MailRefused extends Error {
  override name = 'MailRefused';

  constructor(
    message: string,
    /** It will say no for ever, such as for an address that does not exist (RFC 5321: 5yz). */
    readonly final = false,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Hands e-mail to the mail server that SMTP_URL names. */
export class Mailer {
  /** The messages whose transmission has begun: from then on a broken line leaves open whether they arrived. */
  private readonly begun = new WeakSet<MailMessage>();

  private constructor(
    private readonly config: Config,
    private readonly transport: Transporter | null,
  ) {
    transport?.use('stream', (mail, done) => {
      this.noteBeginning(mail as unknown as Compiled);
      done();
    });
  }

  static async for(config: Config): Promise<Mailer> {
    if (!config.smtpUrl) return new Mailer(config, null);
    const { createTransport } = await import('nodemailer');
    return new Mailer(config, createTransport(config.smtpUrl, { from: config.mailFrom }));
  }

  /** Without a mail server e-mail is kept where the administrator can read it. */
  get sends(): boolean {
    return this.transport !== null;
  }

  /** @returns what the server answered. @throws MailRefused when nothing was sent; any other error leaves it open. */
  async send(key: string, message: MailMessage): Promise<string> {
    if (!this.transport) throw new MailRefused('there is no mail server');
    const { to, subject, text, html, inReplyTo, references, unsubscribeUrl } = message;
    const letter = {
      to,
      subject,
      text,
      html,
      original: message,
      messageId: this.messageId(key),
      inReplyTo: inReplyTo && this.messageId(inReplyTo),
      references: references?.map((reference) => this.messageId(reference)),
      headers: { ...unsubscribeHeaders(unsubscribeUrl), 'Auto-Submitted': 'auto-generated' },
    };
    try {
      const info: unknown = await this.transport.sendMail(letter);
      return (info as { response?: string }).response ?? '';
    } catch (error) {
      throw this.refusalIn(error, message) ?? error;
    }
  }

  /** The transport asks for the bytes of a message once the server has let it in. */
  private noteBeginning({ data, message }: Compiled): void {
    const read = message.createReadStream.bind(message);
    message.createReadStream = (options) => {
      this.begun.add(data.original);
      return read(options);
    };
  }

  /** Refused by number (RFC 5321, 4.2), or the line broke before the message was on it; null when it may have arrived. */
  private refusalIn(error: unknown, message: MailMessage): MailRefused | null {
    const { responseCode = 0, message: answer } = error as Error & { responseCode?: number };
    if (responseCode < 400 && this.begun.has(message)) return null;
    return new MailRefused(answer, responseCode >= 500, { cause: error });
  }

  /** Derived from the ledger's key: the same e-mail has the same Message-ID for ever. */
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
