import type { Socket } from 'node:net';
import { Doc } from '../bson/values.js';
import { MongoError } from '../errors.js';
import { errorReply, type Reply, writeReply } from './reply.js';
import { HEADER_BYTES, MAX_MESSAGE_BYTES, ProtocolError, type Request, readRequest } from './request.js';

/** Runs one command; what it throws becomes the reply. */
export type Answer = (request: Request, connection: Connection) => Promise<Reply>;

const MOST_WAITING = 100;
let nextConnectionId = 1;

/** One client: cuts its bytes into messages and answers them in order. */
export class Connection {
  readonly id = nextConnectionId++;
  private readonly chunks: Buffer[] = [];
  private buffered = 0;
  private needed = HEADER_BYTES;
  private readonly waiting: Buffer[] = [];
  private busy = false;

  constructor(
    private readonly socket: Socket,
    private readonly answer: Answer,
  ) {
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.receive(chunk));
    // A client that goes away is no event for the server; 'close' follows.
    socket.on('error', () => socket.destroy());
  }

  close(): void {
    this.socket.destroy();
  }

  private receive(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.buffered += chunk.length;
    try {
      while (this.buffered >= this.needed) this.take();
    } catch {
      this.close();
      return;
    }
    // Who asks on without waiting for answers has to wait here, and is not kept in memory.
    if (this.waiting.length > MOST_WAITING) this.socket.pause();
    void this.answerAll();
  }

  /** Takes a header, to learn the length of its message, or the whole message. */
  private take(): void {
    const all = this.chunks.length === 1 ? this.chunks[0] : Buffer.concat(this.chunks);
    if (!all) return;
    const length = all.readInt32LE(0);
    if (length < HEADER_BYTES || length > MAX_MESSAGE_BYTES) throw new ProtocolError(`Bad message length ${length}`);
    this.chunks.length = 0;
    if (all.length < length) {
      this.needed = length;
      this.chunks.push(all);
      return;
    }
    this.waiting.push(all.subarray(0, length));
    this.needed = HEADER_BYTES;
    this.buffered = all.length - length;
    if (this.buffered > 0) this.chunks.push(all.subarray(length));
  }

  private async answerAll(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    for (let message = this.waiting.shift(); message; message = this.waiting.shift()) {
      await this.answerOne(message).catch(() => this.close());
      if (this.socket.destroyed) this.waiting.length = 0;
    }
    this.busy = false;
    this.socket.resume();
  }

  private async answerOne(message: Buffer): Promise<void> {
    let request: Request;
    try {
      request = readRequest(message);
    } catch (error) {
      if (!(error instanceof MongoError)) return this.close();
      return this.send(unreadable(message), errorReply(error));
    }
    const reply = await this.answer(request, this).catch(errorReply);
    if (request.expectsReply) await this.send(request, reply);
  }

  /** A client that does not read its answers gets no more of them. */
  private async send(request: Request, reply: Reply): Promise<void> {
    const { socket } = this;
    if (socket.destroyed || socket.write(writeReply(request, reply))) return;
    await new Promise<void>((goOn) => {
      const done = () => {
        socket.off('drain', done).off('close', done);
        goOn();
      };
      socket.on('drain', done).on('close', done);
    });
  }
}

/** Enough of a request whose body is not BSON to answer it. */
function unreadable(message: Buffer): Request {
  return {
    id: message.readInt32LE(4),
    name: '',
    body: new Doc(),
    sequences: new Map(),
    expectsReply: true,
    legacy: false,
  };
}
