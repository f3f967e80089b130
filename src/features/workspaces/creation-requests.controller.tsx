import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Confirmed, Only } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { parseId } from '../../platform/database/ids.js';
import { NotFound } from '../../platform/errors/errors.js';
import { go, page } from '../../platform/web/answers.js';
import { objectId } from '../../platform/web/input.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { ShowAgain } from '../../platform/web/show-again.js';
import { Members } from '../accounts/public.js';
import { Notifications } from '../notifications/public.js';
import { CreateForms } from './create-forms.js';
import { CreationRequests } from './creation-requests.js';
import { RequestsPage } from './pages/requests-page.js';
import { workspacePath } from './workspace.model.js';
import { DecisionInput, WorkspaceRequestInput } from './workspaces.input.js';

const RequestParams = z.object({ id: objectId });
type RequestParams = z.infer<typeof RequestParams>;

/** Workspaces on request. */
@Controller('workspaces/requests')
export class CreationRequestsController {
  constructor(
    @Inject(CreationRequests) private readonly requests: CreationRequests,
    @Inject(Members) private readonly members: Members,
    @Inject(Notifications) private readonly notifications: Notifications,
    @Inject(CreateForms) readonly forms: CreateForms,
  ) {}

  @Get()
  @Only('administrator')
  async list(@CurrentViewer() viewer: Viewer) {
    const waiting = await this.requests.waitingFor(viewer);
    const people = await this.members.named(waiting.map(({ by }) => by));
    const asked = waiting.map((request) => {
      const member = people.get(request.by.toHexString());
      return { request, person: { name: member?.name ?? '–', handle: member?.handle, country: member?.country } };
    });
    for (const { _id } of waiting) await this.notifications.read(viewer, `creation-request:${_id.toHexString()}`);
    return page((ui) => <RequestsPage ui={ui} asked={asked} />);
  }

  @Post()
  @Confirmed()
  @ShowAgain<CreationRequestsController>((self, { viewer, form }) => self.forms.show(viewer, form))
  async ask(@CurrentViewer() viewer: Viewer, @Body({ schema: WorkspaceRequestInput }) input: WorkspaceRequestInput) {
    await this.requests.ask(viewer, input);
    return go('/workspaces/yours', { key: 'workspaces.flash.requested', stored: 'workspace' });
  }

  @Post(':id/acceptance')
  @Only('administrator')
  async accept(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: RequestParams }) { id }: RequestParams,
    @Body({ schema: DecisionInput }) { reason }: DecisionInput,
  ) {
    const workspace = await this.requests.accept(viewer, requestId(id), reason);
    const made = { key: 'workspaces.flash.granted', params: { workspace: workspace.name } } as const;
    return go(workspace.visibility === 'private' ? '/workspaces/requests' : workspacePath(workspace), made);
  }

  @Post(':id/refusal')
  @Only('administrator')
  async refuse(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: RequestParams }) { id }: RequestParams,
    @Body({ schema: DecisionInput }) { reason }: DecisionInput,
  ) {
    await this.requests.refuse(viewer, requestId(id), reason);
    return go('/workspaces/requests', { key: 'workspaces.flash.requestRefused' });
  }
}

function requestId(text: string) {
  const id = parseId<'creationRequest'>(text);
  if (!id) throw new NotFound();
  return id;
}
