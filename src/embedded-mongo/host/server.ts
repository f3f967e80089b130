import { createServer, type Server } from 'node:net';
import { runCommand } from '../commands/registry.js';
import type { Engine } from '../engine.js';
import { Connection } from '../wire/connection.js';

export type Address = { readonly socketPath: string } | { readonly port: number };

const LOOPBACK = '127.0.0.1';

/** Accepts clients on one socket, on this machine only. */
export class EngineServer {
  private readonly connections = new Set<Connection>();
  private readonly server: Server;

  constructor(engine: Engine) {
    this.server = createServer((socket) => {
      const connection = new Connection(socket, (request, from) => runCommand(engine, request, from));
      this.connections.add(connection);
      engine.clients.current++;
      engine.clients.created++;
      socket.on('close', () => {
        engine.clients.current--;
        this.connections.delete(connection);
      });
    });
  }

  /** Gives the connection string. */
  async listen(address: Address): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      const ready = () => resolve();
      if ('socketPath' in address) this.server.listen(address.socketPath, ready);
      else this.server.listen(address.port, LOOPBACK, ready);
    });
    // A client that cannot be accepted, for want of file descriptors, is no reason to end.
    this.server.on('error', () => {});
    const bound = this.server.address();
    const host =
      bound !== null && typeof bound === 'object' ? `${LOOPBACK}:${bound.port}` : encodeURIComponent(String(bound));
    return `mongodb://${host}/?directConnection=true`;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const connection of this.connections) connection.close();
    await closed;
  }
}
