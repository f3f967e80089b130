import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { AccountsModule } from '../accounts/public.js';
import { NotificationsModule } from '../notifications/public.js';
import { Consequences } from './consequences.js';
import { creationRequestSchema } from './creation-request.model.js';
import { Doors } from './doors.js';
import { Facilitators } from './facilitators.js';
import { Founding } from './founding.js';
import { invitationSchema } from './invitation.model.js';
import { Keeping } from './keeping.js';
import { membershipSchema } from './membership.model.js';
import { Standings } from './standing.js';
import { workspaceSchema } from './workspace.model.js';
import { WorkspaceHome } from './workspace-home.js';
import { Workspaces } from './workspaces.js';

@Module({
  imports: [
    AccountsModule,
    NotificationsModule,
    MongooseModule.forFeature([
      { name: 'Workspace', schema: workspaceSchema },
      { name: 'Membership', schema: membershipSchema },
      { name: 'Invitation', schema: invitationSchema },
      { name: 'CreationRequest', schema: creationRequestSchema },
    ]),
  ],
  providers: [Consequences, Doors, Facilitators, Founding, Keeping, Standings, WorkspaceHome, Workspaces],
  exports: [Founding, WorkspaceHome, Workspaces],
})
export class WorkspacesModule {}
