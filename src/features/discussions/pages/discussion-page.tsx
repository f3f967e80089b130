import type { VNode } from 'preact';
import {
  Badge,
  ButtonLink,
  DateTime,
  type FormState,
  MemberName,
  PageHeader,
  Pager,
  Prose,
  TagList,
  Thread,
  type Ui,
} from '../../../ui/public.js';
import { FollowBox, type Way } from '../../notifications/public.js';
import type { WorkspaceAround } from '../../workspaces/public.js';
import { pagePath, replyPath } from '../paths.js';
import type { ShownDiscussion, ShownReply } from '../shown.js';
import type { ThreadPage } from '../threads.js';
import { listAddress } from './crumbs.js';
import { LivePlace, LiveTemplates } from './live-place.js';
import { PlacePage } from './place-page.js';
import { type Hindrance, ReplyForm } from './reply-form.js';
import { ReplyActions, ReplyItem, type ReplyMay } from './reply-item.js';
import { State } from './state.js';
import { TendBox, type TendMay } from './tend-box.js';

export interface DiscussionPageProps {
  ui: Ui;
  around: WorkspaceAround | null;
  discussion: ShownDiscussion;
  thread: ThreadPage;
  /** How far the reader had read before; undefined where they never were here, or have no account. */
  mark: number | undefined;
  form: FormState;
  hindrance: Hindrance;
  may: TendMay;
  mayWith(reply: ShownReply): ReplyMay;
  following: Way | null;
}

export function DiscussionPage(props: DiscussionPageProps): VNode {
  const { ui, around, discussion, thread, form, hindrance, may } = props;
  const plain = `${listAddress(discussion.place)}/${discussion.id}`;
  return (
    <PlacePage
      ui={ui}
      around={around}
      title={discussion.title}
      canonical={pagePath(discussion.path, thread.page)}
      invalid={Object.keys(form.errors).length > 0}
      crumbs={[{ label: discussion.title }]}
      feeds={[{ title: ui.t('discussions.feed.one'), path: plain }]}
      subscribe={
        <FollowBox
          ui={ui}
          what={{ kind: 'discussion', target: discussion.id }}
          way={props.following}
          title={discussion.title}
        />
      }
      side={<TendBox ui={ui} plain={plain} discussion={discussion} may={may} />}
      scripts={['discussion']}
    >
      <Head {...props} />
      <State ui={ui} discussion={discussion} />
      {thread.page === 1 && <Opening ui={ui} discussion={discussion} />}
      <FirstUnread {...props} />
      <LivePlace ui={ui} discussion={discussion} plain={plain} thread={thread}>
        <Replies {...props} plain={plain} />
        {thread.last === 0 && <p class="quiet none-yet">{ui.t('discussions.replies.none')}</p>}
      </LivePlace>
      <Pages ui={ui} path={discussion.path} thread={thread} />
      <ReplyForm ui={ui} form={form} discussion={discussion.id} action={`${plain}/replies`} hindrance={hindrance} />
      <LiveTemplates ui={ui} plain={plain} tends={may.tend} writes={hindrance.kind === 'none'} />
    </PlacePage>
  );
}

const Replies = ({ ui, thread, mark, mayWith, plain }: DiscussionPageProps & { plain: string }): VNode => (
  <Thread id="replies" label={ui.t('discussions.replies')}>
    {thread.replies.map((reply) => (
      <ReplyItem
        key={reply.seq}
        ui={ui}
        reply={reply}
        unread={mark !== undefined && reply.seq > mark}
        actions={actionsOn(ui, plain, reply.seq, mayWith(reply))}
      />
    ))}
  </Thread>
);

/** Nothing, and not an empty row, where nothing may be done. */
const actionsOn = (ui: Ui, plain: string, seq: number, may: ReplyMay): VNode | null =>
  may.edit || may.remove ? <ReplyActions ui={ui} plain={plain} seq={seq} may={may} /> : null;

function Head(props: DiscussionPageProps): VNode {
  const { ui, discussion, thread } = props;
  const { t } = ui;
  const { title, language, author, facilitates, createdAt, editedAt, pinned } = discussion;
  return (
    <>
      <PageHeader
        title={title}
        lang={language}
        badges={pinned && <Badge kind="earth">{t('discussions.pinned')}</Badge>}
        intro={
          <p class="meta">
            <MemberName person={author} />
            {facilitates && (
              <>
                {' '}
                <Badge kind="leaf">{ui.t('workspaces.role.facilitator')}</Badge>
              </>
            )}{' '}
            · <DateTime ui={ui} date={createdAt} as="day" />
            {editedAt && ` · ${t('ui.thread.edited')}`}{' '}
            {thread.last > 0 && ` · ${t('discussions.count', { count: thread.last })}`}
          </p>
        }
        actions={<Ways {...props} />}
      />
      <TagList ui={ui} tags={discussion.tags} />
    </>
  );
}

function Ways({ ui, discussion: { path }, thread, hindrance }: DiscussionPageProps): VNode {
  const { t } = ui;
  return (
    <>
      {hindrance.kind === 'none' && <ButtonLink href="#reply">{t('discussions.reply.title')}</ButtonLink>}
      {thread.page > 1 && (
        <ButtonLink kind="quiet" href={path}>
          {t('discussions.toStart')}
        </ButtonLink>
      )}
      {thread.page < thread.pages && (
        <ButtonLink kind="quiet" href={replyPath(path, thread.last)}>
          {t('discussions.toLatest')}
        </ButtonLink>
      )}
    </>
  );
}

const Opening = ({ ui, discussion }: { ui: Ui; discussion: ShownDiscussion }): VNode => (
  <article class="opening" aria-label={ui.t('ui.thread.by', { name: discussion.author.name })}>
    <Prose html={discussion.html} lang={discussion.language} />
  </article>
);

function FirstUnread({ ui, discussion, thread, mark }: DiscussionPageProps): VNode | null {
  if (mark === undefined || mark >= thread.last) return null;
  const [first, here] = [mark + 1, mark + 1 >= thread.from && mark + 1 <= thread.to];
  return (
    <p>
      <a class="first-unread" href={here ? `#reply-${first}` : replyPath(discussion.path, first)}>
        {ui.t('discussions.firstUnread', { count: thread.last - mark })}
      </a>
    </p>
  );
}

function Pages({ ui, path, thread }: { ui: Ui; path: string; thread: ThreadPage }): VNode | null {
  const { page, pages } = thread;
  if (pages === 1) return null;
  return (
    <>
      <p class="quiet">{ui.t('discussions.page', { page, pages })}</p>
      <Pager
        ui={ui}
        previous={page > 1 ? pagePath(path, page - 1) : null}
        next={page < pages ? pagePath(path, page + 1) : null}
      />
    </>
  );
}
