import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '../../platform/access/viewer.js';
import { page } from '../../platform/web/answers.js';
import { shownForm, type TypedForm } from '../../platform/web/show-again.js';
import { Notifications } from '../notifications/public.js';
import { Inviting } from './inviting.js';
import { PeoplePage } from './pages/people-page.js';
import { People } from './people.js';
import { WorkspaceHome } from './workspace-home.js';
import { Workspaces } from './workspaces.js';
import { workspaceRules } from './workspaces.policy.js';

const ON_A_PAGE = 50;

/** The page of who is in a workspace: when it is opened, and when its form was refused. */
@Injectable()
export class PeoplePages {
  constructor(
    @Inject(Workspaces) private readonly workspaces: Workspaces,
    @Inject(WorkspaceHome) private readonly home: WorkspaceHome,
    @Inject(People) private readonly people: People,
    @Inject(Inviting) private readonly inviting: Inviting,
    @Inject(Notifications) private readonly notifications: Notifications,
  ) {}

  /** Also with what was typed into the form of an invitation that was refused. */
  async show(viewer: Viewer, slug: string, typed: TypedForm, after?: string) {
    const workspace = await this.workspaces.findFor(viewer, slug);
    const manages = workspaceRules.manage(viewer, workspace) && !after;
    const [around, leading, listing, waiting, invitations] = await Promise.all([
      this.home.around(viewer, workspace),
      after ? [] : this.people.facilitatorsFor(viewer, workspace),
      this.people.listFor(viewer, workspace, { after, limit: ON_A_PAGE }),
      manages ? this.people.waitingFor(viewer, workspace) : [],
      manages ? this.inviting.openOf(workspace._id) : [],
    ]);
    if (manages) await this.notifications.read(viewer, `requests:${workspace._id.toHexString()}`);
    return page((ui) => (
      <PeoplePage
        ui={ui}
        around={around}
        facilitators={leading}
        listing={listing}
        after={after}
        door={manages ? { waiting, invitations, form: shownForm(ui, typed, 'invite-form') } : null}
      />
    ));
  }
}
