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
import { LANGUAGE_COOKIE, SESSION_COOKIE, ZONE_COOKIE } from '../web/cookies.js';
import { Live, type LiveServer, type LiveSocket } from './live.js';
import { Presence } from './presence.js';

const RoomName = z.object({ kind: z.string().max(30), id: z.string().max(60) });
const RENEW_PRESENCE_MS = 30_000;

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
    @Inject(Viewers) private readonly viewers: Viewers,
  ) {}

  afterInit(server: LiveServer): void {
    this.live.attach(server);
    server.use((socket, next) => {
      this.viewers.resolve(credentialsOf(socket)).then(
        (viewer) => {
          socket.data.viewer = viewer;
          next();
        },
        () => next(new Error('unavailable')),
      );
    });
  }

  async handleConnection(socket: LiveSocket): Promise<void> {
    const { member } = socket.data.viewer;
    const who = member ? member.id.toHexString() : `visitor:${randomUUID()}`;
    if (member) await socket.join(`member:${who}`);
    await this.keepPresent(socket, 'site', who);
  }

  @SubscribeMessage('join')
  async join(@ConnectedSocket() socket: LiveSocket, @MessageBody() body: unknown): Promise<Answer> {
    const wish = RoomName.safeParse(body);
    const kind = wish.success ? this.live.kind(wish.data.kind) : undefined;
    if (!wish.success || !kind) return { ok: false };
    const viewer = await this.viewers.resolve(credentialsOf(socket));
    const marks = await kind.admit(viewer, wish.data.id);
    if (!marks) return { ok: false };
    const room = `${wish.data.kind}:${wish.data.id}`;
    await socket.join([room, `${room}:${viewer.locale}`, ...marks]);
    if (viewer.member) await this.keepPresent(socket, room, viewer.member.id.toHexString());
    return { ok: true };
  }

  @SubscribeMessage('typing')
  typing(@ConnectedSocket() socket: LiveSocket, @MessageBody() body: unknown): void {
    const wish = RoomName.safeParse(body);
    const { member } = socket.data.viewer;
    if (!wish.success || !member) return;
    const room = `${wish.data.kind}:${wish.data.id}`;
    if (socket.rooms.has(room)) socket.to(room).emit('typing', { handle: member.handle, name: member.name });
  }

  private async keepPresent(socket: LiveSocket, place: string, who: string): Promise<void> {
    await this.presence.here(place, who, socket.id);
    this.live.tell(place, 'presence', { place });
    const renewal = setInterval(
      () => void this.presence.here(place, who, socket.id).catch(() => undefined),
      RENEW_PRESENCE_MS,
    ).unref();
    socket.once('disconnect', () => {
      clearInterval(renewal);
      void this.presence
        .gone(place, who, socket.id)
        .then(() => this.live.tell(place, 'presence', { place }))
        .catch(() => undefined);
    });
  }
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
