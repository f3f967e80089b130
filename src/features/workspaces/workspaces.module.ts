import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { Frames } from '../../platform/web/frame.js';
import { AccountsModule } from '../accounts/public.js';
import { NotificationsModule } from '../notifications/public.js';
import { Consequences } from './consequences.js';
import { CreateForms } from './create-forms.js';
import { creationRequestSchema } from './creation-request.model.js';
import { CreationRequestsApi } from './creation-requests.api.js';
import { CreationRequestsController } from './creation-requests.controller.js';
import { CreationRequests } from './creation-requests.js';
import { Doors } from './doors.js';
import { Facilitators } from './facilitators.js';
import { Founding } from './founding.js';
import { ImportedWorkspaces } from './imported-workspaces.js';
import { invitationSchema } from './invitation.model.js';
import { InvitationLetters } from './invitation-letters.js';
import { InvitationLinks } from './invitation-links.js';
import { InvitationMailing } from './invitation-mailing.js';
import { InvitationPost } from './invitation-post.js';
import { InvitationsApi } from './invitations.api.js';
import { InvitationsController } from './invitations.controller.js';
import { Invitations } from './invitations.js';
import { Inviting } from './inviting.js';
import { Keeping } from './keeping.js';
import { LeavingController } from './leaving.controller.js';
import { MemberCounts } from './member-counts.js';
import { MembershipController } from './membership.controller.js';
import { membershipSchema } from './membership.model.js';
import { PeopleApi } from './people.api.js';
import { PeopleController } from './people.controller.js';
import { People } from './people.js';
import { PeoplePages } from './people-pages.js';
import { SettingsController } from './settings.controller.js';
import { Standings } from './standing.js';
import { WaitingInvitations } from './waiting-invitations.js';
import { Waits } from './waits.js';
import { WorkspaceController } from './workspace.controller.js';
import { workspaceSchema } from './workspace.model.js';
import { WorkspaceHome } from './workspace-home.js';
import { WorkspaceLists } from './workspace-lists.js';
import { WorkspacesApi } from './workspaces.api.js';
import { WorkspacesController } from './workspaces.controller.js';
import { Workspaces } from './workspaces.js';
import { WorkspaceNotices } from './workspaces.notices.js';
import { YourWorkspacesController } from './your-workspaces.controller.js';

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
  // Addresses of our own first: they stand where a workspace's would.
  controllers: [
    WorkspacesController,
    YourWorkspacesController,
    CreationRequestsController,
    InvitationsController,
    WorkspaceController,
    SettingsController,
    PeopleController,
    LeavingController,
    MembershipController,
    WorkspacesApi,
    PeopleApi,
    InvitationsApi,
    CreationRequestsApi,
  ],
  providers: [
    ...[Workspaces, WorkspaceLists, WorkspaceHome, Standings, Waits, People, PeoplePages],
    ...[Founding, Keeping, CreateForms, CreationRequests, Doors, Facilitators],
    ...[Invitations, Inviting, WaitingInvitations, InvitationLinks],
    ...[InvitationLetters, InvitationMailing, InvitationPost],
    ...[Consequences, MemberCounts, WorkspaceNotices],
    ImportedWorkspaces,
  ],
  exports: [Founding, ImportedWorkspaces, WorkspaceHome, WorkspaceLists, Workspaces],
})
export class WorkspacesModule implements OnModuleInit {
  constructor(
    @Inject(Frames) private readonly frames: Frames,
    @Inject(Waits) private readonly waits: Waits,
  ) {}

  onModuleInit(): void {
    this.frames.plug(async ({ viewer, t }) => {
      const label = t('workspaces.list.title');
      const community = { label: t('ui.nav.community'), href: '/community', order: 20 };
      return {
        nav: [{ ...community, children: [{ label: t('ui.nav.workspaces'), href: '/workspaces', order: 10 }] }],
        yours: viewer.member
          ? [{ label, href: '/workspaces/yours', order: 20, count: await this.waits.countFor(viewer) }]
          : [],
      };
    });
  }
}
