import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Config } from '../config/config.js';
import { LiveGateway } from './live.gateway.js';
import { Live } from './live.js';
import { MemoryPresence, Presence } from './presence.js';
import { Readers } from './readers.js';
import { RedisPresence } from './redis-presence.js';

@Global()
@Module({
  providers: [
    Live,
    LiveGateway,
    Readers,
    {
      provide: Presence,
      inject: [Config],
      useFactory: (config: Config): Presence | Promise<Presence> =>
        config.redisUrl ? RedisPresence.at(config.redisUrl) : new MemoryPresence(),
    },
  ],
  exports: [Live, Presence],
})
export class RealtimeModule implements OnApplicationShutdown {
  constructor(@Inject(Presence) private readonly presence: Presence) {}

  async onApplicationShutdown(): Promise<void> {
    await this.presence.close();
  }
}
