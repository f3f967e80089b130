import type { VNode } from 'preact';
import { ActionButton, Badge, ButtonLink, Prose, ThreadItem, type Ui } from '../../../ui/public.js';
import type { ShownReply } from '../shown.js';

export interface ReplyItemProps {
  ui: Ui;
  reply: ShownReply;
  unread?: boolean;
  /** What this reader may do with it; the live fragment has none, and the page's script puts in what belongs there. */
  actions?: VNode | null;
}

/** One reply: in the page and, as the same fragment, in every open browser. */
export function ReplyItem({ ui, reply, unread, actions }: ReplyItemProps): VNode {
  const { seq, revision, author, facilitates, at, edited, removed, language, html, path } = reply;
  const data = { 'data-seq': seq, 'data-revision': revision, 'data-author': author.handle ?? '' };
  return (
    <ThreadItem
      ui={ui}
      id={`reply-${seq}`}
      href={path}
      author={author}
      at={at}
      edited={edited}
      removed={removed}
      unread={unread}
      badges={facilitates && <Badge kind="leaf">{ui.t('workspaces.role.facilitator')}</Badge>}
      actions={actions}
      data={data}
    >
      <Prose small lang={language} html={html} />
    </ThreadItem>
  );
}

export interface ReplyMay {
  edit: boolean;
  remove: boolean;
}

/** `seq` is a number, or the mark that the page's script replaces by one. */
export function ReplyActions({
  ui,
  plain,
  seq,
  may,
}: {
  ui: Ui;
  plain: string;
  seq: number | 'SEQ';
  may: ReplyMay;
}): VNode | null {
  if (!may.edit && !may.remove) return null;
  const { t } = ui;
  const address = `${plain}/replies/${seq}`;
  return (
    <>
      {may.edit && (
        <ButtonLink kind="plain" href={`${address}/edit`}>
          {t('discussions.reply.edit')}
        </ButtonLink>
      )}
      {may.remove && (
        <ActionButton ui={ui} action={`${address}/removal`} kind="plain" confirm={t('discussions.reply.removeConfirm')}>
          {t('discussions.reply.remove')}
        </ActionButton>
      )}
    </>
  );
}
