import { type DynamicModule, Global, Module } from '@nestjs/common';
import { ApiController } from './api/api.controller.js';
import { Clock } from './clock/clock.js';
import { Config } from './config/config.js';
import { ContentModule } from './content/content.module.js';
import { DatabaseModule } from './database/database.module.js';
import { FactsModule } from './facts/facts.module.js';
import { HealthController } from './health/health.controller.js';
import { JobsModule } from './jobs/jobs.module.js';
import { LOG, type Log } from './log/log.js';
import { MailModule } from './mail/mail.module.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { Metrics } from './metrics/metrics.js';
import { RealtimeModule } from './realtime/realtime.module.js';
import { Role } from './role.js';
import { WebModule } from './web/web.module.js';

export interface PlatformOptions {
  config: Config;
  databaseUri: string;
  log: Log;
  role: Role;
}

/** The machinery that knows no feature. */
@Global()
@Module({})
export class PlatformModule {
  static with({ config, databaseUri, log, role }: PlatformOptions): DynamicModule {
    const given = [
      { provide: Config, useValue: config },
      { provide: LOG, useValue: log },
      { provide: Role, useValue: role },
      Clock,
      Metrics,
    ];
    return {
      module: PlatformModule,
      imports: [
        DatabaseModule.at(databaseUri),
        ContentModule,
        JobsModule,
        FactsModule,
        MailModule,
        RealtimeModule,
        WebModule,
      ],
      controllers: [HealthController, ApiController, MetricsController],
      providers: given,
      exports: [Config, LOG, Role, Clock],
    };
  }
}
