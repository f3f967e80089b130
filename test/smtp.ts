import { setTimeout as sleep } from 'node:timers/promises';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

const open = new Set<TestMailServer>();

/** A mail server of the test's own: takes what it is given, or refuses, or breaks the line. */
export class TestMailServer {
  readonly taken: Email[] = [];
  /** Called once the whole message has arrived; throws to refuse it. */
  onMessage: (count: number) => void = () => {};
  /** Breaks the line instead of answering the next message. */
  breakNext = false;
  private arrived = 0;
  private inHand = 0;
  private held: Promise<void> = Promise.resolve();

  private constructor(private readonly server: SMTPServer) {}

  static async start(): Promise<TestMailServer> {
    const self: { mail?: TestMailServer } = {};
    const server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      logger: false,
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => void self.mail?.arrive(Buffer.concat(chunks), done));
        void session;
      },
    });
    // Whoever is killed in the midst of a message leaves a broken line behind.
    server.on('error', () => undefined);
    const mail = new TestMailServer(server);
    self.mail = mail;
    open.add(mail);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    return mail;
  }

  get url(): string {
    const address = this.server.server.address();
    return `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  }

  to(address: string): Email[] {
    return this.taken.filter((email) => email.to?.some((recipient) => recipient.address === address));
  }

  /** Answers no message until what it gives back is called. */
  hold(): () => void {
    let letGo = () => {};
    this.held = new Promise((resolve) => {
      letGo = resolve;
    });
    return letGo;
  }

  /** Waits until so many messages wait for their answer. */
  async hasInHand(count: number): Promise<void> {
    while (this.inHand < count) await sleep(20);
  }

  /** What a test that failed has left open. */
  static async stopAll(): Promise<void> {
    await Promise.all([...open].map((server) => server.stop()));
  }

  stop(): Promise<void> {
    open.delete(this);
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private async arrive(raw: Buffer, done: (error?: Error | null) => void): Promise<void> {
    if (this.breakNext) {
      this.breakNext = false;
      this.taken.push(await PostalMime.parse(raw));
      for (const connection of this.server.connections)
        (connection as unknown as { _socket: { destroy(): void } })._socket.destroy();
      return;
    }
    this.inHand++;
    await this.held;
    this.inHand--;
    try {
      this.onMessage(++this.arrived);
    } catch (error) {
      done(error as Error);
      return;
    }
    this.taken.push(await PostalMime.parse(raw));
    done();
  }
}
