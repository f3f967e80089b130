import {
  type BeforeApplicationShutdown,
  Global,
  Inject,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Config } from '../config/config.js';
import { LOG, type Log } from '../log/log.js';
import { Role } from '../role.js';
import { InProcessJobs } from './in-process-jobs.js';
import { Jobs } from './jobs.js';

@Global()
@Module({
  providers: [
    {
      provide: Jobs,
      inject: [Config, LOG],
      useFactory: async (config: Config, log: Log): Promise<Jobs> => {
        if (!config.redisUrl) return new InProcessJobs(log);
        const { BullJobs } = await import('./bull-jobs.js');
        return new BullJobs(config.redisUrl, log);
      },
    },
  ],
  exports: [Jobs],
})
export class JobsModule implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  constructor(
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(Role) private readonly role: Role,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.jobs.checkWiring();
    if (this.role.works) await this.jobs.start();
  }

  /** Before anything that jobs need is closed. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.jobs.stop();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.jobs.close();
  }
}
