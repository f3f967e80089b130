import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { AccountsModule } from '../accounts/public.js';
import { membershipSchema } from './membership.model.js';
import { Standings } from './standing.js';
import { workspaceSchema } from './workspace.model.js';
import { Workspaces } from './workspaces.js';

@Module({
  imports: [
    AccountsModule,
    MongooseModule.forFeature([
      { name: 'Workspace', schema: workspaceSchema },
      { name: 'Membership', schema: membershipSchema },
    ]),
  ],
  providers: [Standings, Workspaces],
  exports: [Workspaces],
})
export class WorkspacesModule {}
