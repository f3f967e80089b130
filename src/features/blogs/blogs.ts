import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '../../platform/access/viewer.js';
import { type Id, parseId } from '../../platform/database/ids.js';
import { NotFound } from '../../platform/errors/errors.js';
import { type Member, type MemberId, Members } from '../accounts/public.js';
import {
  type Workspace,
  type WorkspaceAround,
  WorkspaceHome,
  type WorkspaceId,
  Workspaces,
} from '../workspaces/public.js';
import type { BlogParams } from './blogs.input.js';
import { memberBlogPath, workspaceBlogPath } from './paths.js';

/** Where posts stand: the blog of a workspace, or a member's own. */
export interface Blog {
  /** `workspace:<id>` or `member:<id>`. */
  key: string;
  workspace: Workspace | null;
  owner: Member | null;
  /** Name of the workspace, or of the member. */
  name: string;
  path: string;
}

export const blogKey = (workspace: WorkspaceId | null, author: MemberId): string =>
  workspace ? `workspace:${workspace.toHexString()}` : `member:${author.toHexString()}`;

/** Blogs exist as long as their workspace or member does: nothing is stored of them. */
@Injectable()
export class Blogs {
  constructor(
    @Inject(Workspaces) private readonly workspaces: Workspaces,
    @Inject(Members) private readonly members: Members,
    @Inject(WorkspaceHome) private readonly home: WorkspaceHome,
  ) {}

  /** @throws NotFound also where it exists but not for them. */
  async ofWorkspace(viewer: Viewer, slug: string): Promise<Blog> {
    return workspaceBlog(await this.workspaces.findFor(viewer, slug));
  }

  async ofMember(handle: string): Promise<Blog> {
    const owner = await this.members.byHandle(handle);
    if (!owner) throw new NotFound();
    return memberBlog(owner);
  }

  /** The one that an address names. */
  at(viewer: Viewer, { slug, handle }: BlogParams): Promise<Blog> {
    return slug === undefined ? this.ofMember(handle ?? '') : this.ofWorkspace(viewer, slug);
  }

  /** What stands around its pages in a workspace. */
  around(viewer: Viewer, { workspace }: Blog): Promise<WorkspaceAround> | null {
    return workspace && this.home.around(viewer, workspace);
  }

  /** The blog of a post. */
  async of(viewer: Viewer, post: { workspace: WorkspaceId | null; author: MemberId }): Promise<Blog> {
    if (post.workspace) return workspaceBlog(await this.workspaces.getFor(viewer, post.workspace));
    const owner = await this.members.byId(post.author);
    if (!owner) throw new NotFound();
    return memberBlog(owner);
  }

  /** By the key under which it is followed; null where it does not exist for them. */
  async byKey(viewer: Viewer, key: string): Promise<Blog | null> {
    const [kind, text = ''] = key.split(':');
    const id = parseId(text);
    if (!id || (kind !== 'workspace' && kind !== 'member')) return null;
    const post =
      kind === 'workspace'
        ? { workspace: id as Id<'workspace'>, author: id as MemberId }
        : { workspace: null, author: id as MemberId };
    try {
      return await this.of(viewer, post);
    } catch (error) {
      if (error instanceof NotFound) return null;
      throw error;
    }
  }
}

const workspaceBlog = (workspace: Workspace): Blog => ({
  key: `workspace:${workspace._id.toHexString()}`,
  workspace,
  owner: null,
  name: workspace.name,
  path: workspaceBlogPath(workspace.slug),
});

const memberBlog = (owner: Member): Blog => ({
  key: `member:${owner._id.toHexString()}`,
  workspace: null,
  owner,
  name: owner.name,
  path: memberBlogPath(owner.handle),
});
