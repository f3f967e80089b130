import { io } from 'socket.io-client';
import { element, type Place } from './place.js';

export interface LineEvents {
  /** The room is entered, for the first time or again: whatever happened before has been missed. */
  entered(): void;
  /** The discussion does not exist for this reader any more. */
  gone(): void;
  told(event: string, payload: unknown): void;
}

const PATIENCE_MS = 8000;
const LOST_AFTER_MS = 4000;

/** The line to the server: by web socket, or by polling where there is none. It comes back by itself, and asks anew each time whether it may listen. */
export function openLine(place: Place, events: LineEvents) {
  const socket = io({
    transports: typeof WebSocket === 'function' ? ['websocket', 'polling'] : ['polling'],
    tryAllTransports: true,
    reconnectionDelayMax: 15_000,
  });
  const room = { kind: 'discussion', id: place.id };
  let barred = false;

  const enter = async (): Promise<void> => {
    try {
      const answer = (await socket.timeout(PATIENCE_MS).emitWithAck('join', room)) as { ok: boolean };
      if (answer.ok) return events.entered();
      barred = true;
      socket.disconnect();
      events.gone();
    } catch {
      if (socket.connected) setTimeout(() => void enter(), 1000);
    }
  };

  socket.on('connect', () => void enter());
  socket.onAny((event: string, payload: unknown) => events.told(event, payload));
  // The server cuts lines when somebody's access may have changed; then it has to be asked, and not all at the same moment.
  socket.on('disconnect', (reason) => {
    if (reason === 'io server disconnect' && !barred) setTimeout(() => socket.connect(), 300 + Math.random() * 1200);
  });
  tellWhenLost(socket);

  // Phones put pages to sleep without saying so.
  const wake = () => {
    if (document.hidden || barred) return;
    if (socket.connected) events.entered();
    else socket.connect();
  };
  document.addEventListener('visibilitychange', wake);
  addEventListener('online', wake);

  return {
    typing: () => void (socket.connected && socket.volatile.emit('typing', room)),
  };
}

function tellWhenLost(socket: ReturnType<typeof io>): void {
  const sign = element('line-lost');
  if (!sign) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  socket.on('disconnect', (reason) => {
    clearTimeout(timer);
    if (reason === 'io client disconnect') return;
    timer = setTimeout(() => {
      sign.textContent = sign.dataset.lost ?? '';
    }, LOST_AFTER_MS);
  });
  socket.on('connect', () => {
    clearTimeout(timer);
    if (navigator.onLine) sign.textContent = '';
  });
}
