import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { getConnectionToken } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { AccessGuard } from '../access/access.js';
import { Viewers } from '../access/viewers.js';
import { Config } from '../config/config.js';
import { Answering } from './answering.js';
import { CsrfGuard } from './csrf.js';
import { ErrorFilter } from './error-filter.js';
import { Frames } from './frame.js';
import { Limits } from './limits.js';
import { OldAddresses } from './old-addresses.js';
import { Renderer } from './renderer.js';
import { SchemaPipe } from './validation.js';

@Global()
@Module({
  providers: [
    Viewers,
    Frames,
    Renderer,
    {
      provide: Limits,
      inject: [Config, getConnectionToken()],
      useFactory: (config: Config, connection: Connection) => Limits.by(config, connection),
    },
    OldAddresses,
    // Who may not come here at all is told so first: a visitor is led to the sign-in, whatever the form carries.
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_GUARD, useClass: CsrfGuard },
    { provide: APP_PIPE, useClass: SchemaPipe },
    { provide: APP_INTERCEPTOR, useClass: Answering },
    { provide: APP_FILTER, useClass: ErrorFilter },
  ],
  exports: [Viewers, Frames, Renderer, Limits, OldAddresses],
})
export class WebModule {}
