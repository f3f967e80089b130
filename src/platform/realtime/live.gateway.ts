import { randomUUID } from 'node:crypto';
import { Inject } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  type OnGatewayConnection,
  type OnGatewayInit,
  SubscribeMessage,
  WebSocketGateway,
} from '@nestjs/websockets';
import { parse as parseCookies } from 'cookie';
import { z } from 'zod';
import { Viewers } from '../access/viewers.js';
import { locales } from '../i18n/locales.js';
import { LANGUAGE_COOKIE, SESSION_COOKIE, ZONE_COOKIE } from '../web/cookies.js';
import { audienceRoom, Live, type LiveServer, type LiveSocket } from './live.js';
import { Presence } from './presence.js';
import { Readers } from './readers.js';

const RoomName = z.object({ kind: z.string().max(30), id: z.string().max(60) });
const RENEW_PRESENCE_MS = 30_000;
const TYPING_EVERY_MS = 1000;
/** A page listens to one or two; whoever asks for more is no page of ours. */
const MAX_ROOMS = 8;
/** A page sends a word on joining, and at most one each second while somebody types. Each join is asked of the database. */
const FLOOD = { messages: 60, withinMs: 10_000 };

type Answer = { ok: true } | { ok: false };

/**
 * The one gateway: browsers join rooms and say that they are typing; nothing is ever written over a socket.
 * Each join is decided by the room's own policy with the viewer as they are at that moment.
 */
@WebSocketGateway({ maxHttpBufferSize: 10_000 })
export class LiveGateway implements OnGatewayInit<LiveServer>, OnGatewayConnection<LiveSocket> {
  constructor(
    @Inject(Live) private readonly live: Live,
    @Inject(Presence) private readonly presence: Presence,
    @Inject(Readers) private readonly readers: Readers,
    @Inject(Viewers) private readonly viewers: Viewers,
  ) {}

  afterInit(server: LiveServer): void {
    this.live.attach(server);
    server.use((socket, next) => {
      this.viewers.resolve(credentialsOf(socket)).then(
        (viewer) => {
          const who = viewer.member ? viewer.member.id.toHexString() : `visitor:${randomUUID()}`;
          Object.assign(socket.data, { viewer, who, joined: new Set(), typedAt: 0, sent: { since: 0, count: 0 } });
          next();
        },
        () => next(new Error('unavailable')),
      );
    });
  }

  async handleConnection(socket: LiveSocket): Promise<void> {
    socket.use((_event, next) => (isFlooding(socket) ? socket.disconnect(true) : next()));
    const { viewer, who } = socket.data;
    if (viewer.member) await socket.join(`member:${who}`);
    await this.keepPresent(socket, 'site', () => undefined);
  }

  @SubscribeMessage('join')
  async join(@ConnectedSocket() socket: LiveSocket, @MessageBody() body: unknown): Promise<Answer> {
    const wish = RoomName.safeParse(body);
    if (!wish.success || !(await this.enter(socket, wish.data.kind, wish.data.id))) return { ok: false };
    // Access may have been taken away between the question and the entering, when nobody could have cut this socket yet. So ask once more, now that they can.
    if (await this.enter(socket, wish.data.kind, wish.data.id)) {
      await this.beginReading(socket, `${wish.data.kind}:${wish.data.id}`);
      return { ok: true };
    }
    socket.disconnect(true);
    return { ok: false };
  }

  @SubscribeMessage('typing')
  typing(@ConnectedSocket() socket: LiveSocket, @MessageBody() body: unknown): void {
    const wish = RoomName.safeParse(body);
    const { viewer, joined, typedAt } = socket.data;
    if (!wish.success || !viewer.member || Date.now() - typedAt < TYPING_EVERY_MS) return;
    const room = `${wish.data.kind}:${wish.data.id}`;
    if (!joined.has(room)) return;
    socket.data.typedAt = Date.now();
    const { handle, name } = viewer.member;
    socket.to(locales.map((locale) => audienceRoom(room, locale, 'members'))).emit('typing', { handle, name });
  }

  /** Whether the room exists for whoever sits at this socket right now; then it hears what is told there. */
  private async enter(socket: LiveSocket, kindName: string, id: string): Promise<boolean> {
    const room = `${kindName}:${id}`;
    const kind = this.live.kind(kindName);
    if (!kind || (socket.data.joined.size >= MAX_ROOMS && !socket.data.joined.has(room))) return false;
    const viewer = await this.viewers.resolve(credentialsOf(socket));
    const marks = await kind.admit(viewer, id);
    if (!marks) return false;
    const audience = audienceRoom(room, viewer.locale, viewer.member ? 'members' : 'visitors');
    await socket.join([room, `${room}:${viewer.locale}`, audience, ...marks]);
    return true;
  }

  private async beginReading(socket: LiveSocket, room: string): Promise<void> {
    if (!socket.data.joined.has(room)) {
      socket.data.joined.add(room);
      await this.keepPresent(socket, room, () => this.readers.changed(room));
    } else this.readers.changed(room);
  }

  private async keepPresent(socket: LiveSocket, place: string, changed: () => void): Promise<void> {
    const { who } = socket.data;
    await this.presence.here(place, who, socket.id);
    changed();
    const renewal = setInterval(() => void this.renewBestEffort(place, socket), RENEW_PRESENCE_MS).unref();
    const leave = () => {
      clearInterval(renewal);
      void this.leaveBestEffort(place, socket, changed);
    };
    if (socket.connected) socket.once('disconnect', leave);
    else leave();
  }

  private async renewBestEffort(place: string, socket: LiveSocket): Promise<void> {
    try {
      await this.presence.here(place, socket.data.who, socket.id);
    } catch {
      // The next renewal makes up for it.
    }
  }

  private async leaveBestEffort(place: string, socket: LiveSocket, changed: () => void): Promise<void> {
    try {
      await this.presence.gone(place, socket.data.who, socket.id);
      changed();
    } catch {
      // Whoever does not renew their presence is gone before long.
    }
  }
}

function isFlooding({ data }: LiveSocket): boolean {
  const now = Date.now();
  if (now - data.sent.since > FLOOD.withinMs) data.sent = { since: now, count: 0 };
  data.sent.count += 1;
  return data.sent.count > FLOOD.messages;
}

function credentialsOf(socket: LiveSocket) {
  const { headers } = socket.handshake;
  const cookies = parseCookies(headers.cookie ?? '');
  return {
    sessionToken: cookies[SESSION_COOKIE],
    chosenLocale: cookies[LANGUAGE_COOKIE],
    acceptLanguage: headers['accept-language'],
    timeZone: cookies[ZONE_COOKIE],
  };
}
