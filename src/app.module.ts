import { type DynamicModule, Module } from '@nestjs/common';
import { AccountsModule } from './features/accounts/public.js';
import { WorkspacesModule } from './features/workspaces/public.js';
import { PlatformModule, type PlatformOptions } from './platform/platform.module.js';

/** The only list of features, from the bottom of the ladder to its top. */
export const features = [AccountsModule, WorkspacesModule];

@Module({})
export class AppModule {
  static with(platform: PlatformOptions, chosen: typeof features = features): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.with(platform), ...chosen] };
  }
}
