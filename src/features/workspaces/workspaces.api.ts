import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { z } from 'zod';
import { Confirmed, Open, SignedIn } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { Api, listOf } from '../../platform/api/api.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { shownWorkspace, WorkspaceShape } from './api-shapes.js';
import { Founding } from './founding.js';
import { Keeping } from './keeping.js';
import type { Workspace } from './workspace.model.js';
import { WorkspaceLists } from './workspace-lists.js';
import { NewWorkspace, SettingsInput, SettingsPatch, SlugParams, WorkspaceQuery } from './workspaces.input.js';
import { Workspaces } from './workspaces.js';

const WorkspacesShape = z.object({ items: z.array(WorkspaceShape) });

/** Workspaces for programmes: the same verbs and rules as the pages. */
@Controller('api/v1/workspaces')
export class WorkspacesApi {
  constructor(
    @Inject(Workspaces) private readonly workspaces: Workspaces,
    @Inject(WorkspaceLists) private readonly lists: WorkspaceLists,
    @Inject(Founding) private readonly founding: Founding,
    @Inject(Keeping) private readonly keeping: Keeping,
  ) {}

  @Get()
  @Open()
  @Api({ summary: 'List workspaces, last active first', answer: listOf(WorkspaceShape) })
  async list(@CurrentViewer() viewer: Viewer, @Query({ schema: WorkspaceQuery }) query: WorkspaceQuery) {
    const { items, next } = await this.lists.listFor(viewer, query);
    return { items: items.map(shownWorkspace), next };
  }

  @Get('yours')
  @SignedIn()
  @Api({ summary: 'List the workspaces that you belong to', answer: WorkspacesShape })
  async yours(@CurrentViewer() viewer: Viewer) {
    return { items: (await this.lists.mineFor(viewer)).map(shownWorkspace) };
  }

  @Post()
  @Confirmed()
  @Api({ summary: 'Create a workspace', answer: WorkspaceShape })
  async create(@CurrentViewer() viewer: Viewer, @Body({ schema: NewWorkspace }) input: NewWorkspace) {
    return shownWorkspace(await this.founding.create(viewer, input));
  }

  @Get(':slug')
  @Open()
  @Api({ summary: 'Get a workspace', answer: WorkspaceShape })
  async get(@CurrentViewer() viewer: Viewer, @Param({ schema: SlugParams }) { slug }: SlugParams) {
    return shownWorkspace(await this.workspaces.findFor(viewer, slug));
  }

  @Patch(':slug')
  @Confirmed()
  @Api({ summary: 'Change a workspace; what is left out stays as it is', answer: WorkspaceShape })
  async change(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: SlugParams }) { slug }: SlugParams,
    @Body({ schema: SettingsPatch }) patch: SettingsPatch,
  ) {
    const workspace = await this.workspaces.findFor(viewer, slug);
    return shownWorkspace(await this.keeping.change(viewer, workspace, { ...settingsOf(workspace), ...patch }));
  }

  @Put(':slug/archiving')
  @HttpCode(204)
  @Confirmed()
  @Api({ summary: 'Archive a workspace', status: 204 })
  async archive(@CurrentViewer() viewer: Viewer, @Param({ schema: SlugParams }) { slug }: SlugParams) {
    await this.keeping.archive(viewer, await this.workspaces.findFor(viewer, slug));
  }

  @Delete(':slug/archiving')
  @HttpCode(204)
  @Confirmed()
  @Api({ summary: 'Restore an archived workspace', status: 204 })
  async restore(@CurrentViewer() viewer: Viewer, @Param({ schema: SlugParams }) { slug }: SlugParams) {
    await this.keeping.restore(viewer, await this.workspaces.findFor(viewer, slug));
  }
}

const settingsOf = ({
  name,
  slug,
  purpose,
  description,
  language,
  tags,
  visibility,
}: Workspace): z.output<typeof SettingsInput> => ({ name, slug, purpose, description, language, tags, visibility });
