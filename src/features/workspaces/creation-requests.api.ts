import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Confirmed, Only } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { Api } from '../../platform/api/api.js';
import { parseId } from '../../platform/database/ids.js';
import { NotFound } from '../../platform/errors/errors.js';
import { objectId } from '../../platform/web/input.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { shownWorkspace, WorkspaceShape } from './api-shapes.js';
import type { CreationRequest } from './creation-request.model.js';
import { CreationRequests } from './creation-requests.js';
import { DecisionInput, WorkspaceRequestInput } from './workspaces.input.js';

const RequestShape = z.object({ id: z.string(), name: z.string(), message: z.string(), at: z.iso.datetime() });
const RequestParams = z.object({ id: objectId });
type RequestParams = z.infer<typeof RequestParams>;

/** Workspaces on request, for programmes. */
@Controller('api/v1/workspace-requests')
export class CreationRequestsApi {
  constructor(@Inject(CreationRequests) private readonly requests: CreationRequests) {}

  @Get()
  @Only('administrator')
  @Api({ summary: 'List the requests for workspaces that wait', answer: z.object({ items: z.array(RequestShape) }) })
  async list(@CurrentViewer() viewer: Viewer) {
    return { items: (await this.requests.waitingFor(viewer)).map(shown) };
  }

  @Post()
  @Confirmed()
  @Api({ summary: 'Ask the administrators for a workspace', answer: RequestShape })
  async ask(@CurrentViewer() viewer: Viewer, @Body({ schema: WorkspaceRequestInput }) input: WorkspaceRequestInput) {
    return shown(await this.requests.ask(viewer, input));
  }

  @Post(':id/acceptance')
  @Only('administrator')
  @Api({ summary: 'Make the workspace that was asked for', answer: WorkspaceShape })
  async accept(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: RequestParams }) { id }: RequestParams,
    @Body({ schema: DecisionInput }) { reason }: DecisionInput,
  ) {
    return shownWorkspace(await this.requests.accept(viewer, requestId(id), reason));
  }

  @Post(':id/refusal')
  @HttpCode(204)
  @Only('administrator')
  @Api({ summary: 'Refuse a request for a workspace', status: 204 })
  async refuse(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: RequestParams }) { id }: RequestParams,
    @Body({ schema: DecisionInput }) { reason }: DecisionInput,
  ) {
    await this.requests.refuse(viewer, requestId(id), reason);
  }
}

const shown = ({ _id, draft, message, at }: CreationRequest): z.input<typeof RequestShape> => ({
  id: _id.toHexString(),
  name: draft.name,
  message,
  at: at.toISOString(),
});

function requestId(text: string) {
  const id = parseId<'creationRequest'>(text);
  if (!id) throw new NotFound();
  return id;
}
