import { io, type Socket } from 'socket.io-client';
import type { Browser } from './browser.js';

export interface Heard {
  event: string;
  payload: unknown;
}

const PATIENCE_MS = 5000;

/** An open page of somebody's browser, as far as it listens: a real Socket.IO client with the browser's cookies. */
export class OpenPage {
  /** Everything that was told to it, in order. */
  readonly heard: Heard[] = [];
  private readonly waiting = new Set<() => void>();

  private constructor(private readonly socket: Socket) {
    socket.onAny((event: string, payload: unknown) => {
      this.heard.push({ event, payload });
      for (const look of [...this.waiting]) look();
    });
    socket.on('disconnect', () => {
      for (const look of [...this.waiting]) look();
    });
  }

  static async of(browser: Browser, transport: 'websocket' | 'polling' = 'websocket'): Promise<OpenPage> {
    const socket = io(browser.origin, {
      transports: [transport],
      extraHeaders: browser.cookies ? { cookie: browser.cookies } : {},
      forceNew: true,
      reconnection: false,
    });
    const page = new OpenPage(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
    return page;
  }

  get connected(): boolean {
    return this.socket.connected;
  }

  /** Whether the room exists for them. */
  async join(kind: string, id: string): Promise<boolean> {
    const answer = (await this.socket.timeout(PATIENCE_MS).emitWithAck('join', { kind, id })) as { ok: boolean };
    return answer.ok;
  }

  typing(kind: string, id: string): void {
    this.socket.emit('typing', { kind, id });
  }

  /** What was told under this name. */
  payloads<T>(event: string): T[] {
    return this.heard.filter((one) => one.event === event).map(({ payload }) => payload as T);
  }

  /** Waits until this many were told under this name, and gives them. */
  async hear<T>(event: string, count = 1): Promise<T[]> {
    await this.until(() => this.payloads(event).length >= count, `${count} × ${event}`);
    return this.payloads<T>(event);
  }

  async cut(): Promise<void> {
    await this.until(() => !this.connected, 'the line is cut');
  }

  close(): void {
    this.socket.disconnect();
  }

  /** Waits until something has come about by what was told. */
  async until(happened: () => boolean, what: string): Promise<void> {
    if (happened()) return;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(look);
        reject(new Error(`waited in vain: ${what}; heard ${JSON.stringify(this.heard.map(({ event }) => event))}`));
      }, PATIENCE_MS);
      const look = () => {
        if (!happened()) return;
        clearTimeout(timer);
        this.waiting.delete(look);
        resolve();
      };
      this.waiting.add(look);
    });
  }
}
