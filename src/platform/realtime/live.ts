import { Injectable } from '@nestjs/common';
import type { Server, Socket } from 'socket.io';
import type { Viewer } from '../access/viewer.js';
import type { Id } from '../database/ids.js';
import { type Locale, locales } from '../i18n/locales.js';

/** What a person may listen to, such as a discussion. */
export interface RoomKind {
  name: string;
  /**
   * Asked on every attempt to join, with a viewer made anew.
   * @returns the marks of the room (such as its workspace), by which listeners are dropped when access changes; null when it does not exist for them.
   */
  admit(viewer: Viewer, id: string): Promise<string[] | null>;
  /** What the room is told of who is in it, in each language; `named` for members, who may know the names. */
  readers?(members: Id<'member'>[], visitors: number): Promise<(locale: Locale, named: boolean) => unknown>;
}

interface SocketData {
  /** As they were when they connected. What they may hear is asked anew at each join. */
  viewer: Viewer;
  /** The member's id, or a random name for a visitor. */
  who: string;
  /** The rooms that this page has asked for and got. */
  joined: Set<string>;
  typedAt: number;
  /** What it has sent in this stretch of time. */
  sent: { since: number; count: number };
}

/** Those in a room who read this language, with or without an account. */
export const audienceRoom = (room: string, locale: Locale, audience: 'members' | 'visitors'): string =>
  `${room}:${locale}:${audience}`;

export type LiveSocket = Socket<
  Record<string, (...args: never[]) => void>,
  Record<string, (payload: unknown) => void>,
  Record<string, never>,
  SocketData
>;
export type LiveServer = Server<
  Record<string, (...args: never[]) => void>,
  Record<string, (payload: unknown) => void>,
  Record<string, never>,
  SocketData
>;

/** What goes out to open browsers. In a process without sockets (worker) it goes by way of Redis, or nowhere. */
@Injectable()
export class Live {
  private readonly kinds = new Map<string, RoomKind>();
  private server: LiveServer | null = null;

  /** Called while modules initialise. */
  roomKind(kind: RoomKind): void {
    this.kinds.set(kind.name, kind);
  }

  kind(name: string): RoomKind | undefined {
    return this.kinds.get(name);
  }

  attach(server: LiveServer): void {
    this.server = server;
  }

  /** The same news for everybody in the room. */
  tell(room: string, event: string, payload: unknown): void {
    this.server?.to(room).emit(event, payload);
  }

  /** News that contain words: rendered once for each language of the interface. */
  tellInEachLanguage(room: string, event: string, payloadIn: (locale: Locale) => unknown): void {
    for (const locale of locales) this.server?.to(`${room}:${locale}`).emit(event, payloadIn(locale));
  }

  /**
   * Cuts every connection that carries this mark (`member:<id>`, `workspace:<id>`) or listens to this room (`discussion:<id>`), on all processes. Browsers come back within a second or two and are
   * asked again who they are and what they may hear, so that nothing of what changed has to be worked out here.
   */
  recheck(mark: string): void {
    this.server?.in(mark).disconnectSockets(true);
  }
}
