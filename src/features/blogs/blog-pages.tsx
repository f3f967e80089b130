import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '../../platform/access/viewer.js';
import { type PageAnswer, page } from '../../platform/web/answers.js';
import { FollowBox, Follows } from '../notifications/public.js';
import { Tags } from '../tags/public.js';
import { workspaceRules } from '../workspaces/public.js';
import { type Blog, Blogs } from './blogs.js';
import { postRules } from './blogs.policy.js';
import { BlogPage } from './pages/blog-page.js';
import { BlogsPage } from './pages/blogs-page.js';
import { Posts } from './posts/posts.js';
import { PostShower } from './posts/shown.js';

const PER_PAGE = 20;

/** The lists of posts: of all blogs, and of one. */
@Injectable()
export class BlogPages {
  constructor(
    @Inject(Posts) private readonly posts: Posts,
    @Inject(Blogs) private readonly blogs: Blogs,
    @Inject(PostShower) private readonly shower: PostShower,
    @Inject(Follows) private readonly follows: Follows,
    @Inject(Tags) private readonly tags: Tags,
  ) {}

  async all(viewer: Viewer, after: string | undefined): Promise<PageAnswer> {
    const { items, next } = await this.posts.list(viewer, { after, limit: PER_PAGE });
    const [posts, cloud] = await Promise.all([this.shower.show(viewer, items), this.tags.cloudFor(viewer, 'blogs')]);
    return page((ui) => <BlogsPage ui={ui} posts={posts} next={next} first={!after} cloud={cloud} />);
  }

  async one(viewer: Viewer, blog: Blog, after: string | undefined): Promise<PageAnswer> {
    const { items, next } = await this.posts.list(viewer, { after, limit: PER_PAGE }, blog);
    const what = { kind: 'blog', target: blog.key } as const;
    const [around, posts, way, cloud] = await Promise.all([
      this.blogs.around(viewer, blog),
      this.shower.show(viewer, items),
      this.follows.wayOf(viewer, what),
      blog.workspace ? this.tags.cloudOf(blog.workspace._id, 'blogs') : [],
    ]);
    return page((ui) => (
      <BlogPage
        ui={ui}
        blog={blog}
        around={around}
        cloud={cloud}
        posts={posts}
        next={next}
        first={!after}
        can={{ write: mayWrite(viewer, blog), tend: mayTend(viewer, blog) }}
        subscribe={<FollowBox ui={ui} what={what} way={way} title={blog.name} />}
      />
    ));
  }
}

const mayWrite = (viewer: Viewer, { workspace, owner }: Blog): boolean =>
  owner ? viewer.is(owner._id) && postRules.write(viewer, null) : postRules.write(viewer, workspace);

/** Looks after what others publish here. */
export const mayTend = (viewer: Viewer, { workspace }: Blog): boolean =>
  workspace !== null && workspaceRules.facilitate(viewer, workspace);
