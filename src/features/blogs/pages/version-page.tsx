import type { VNode } from 'preact';
import { difference, isSame } from '../../../platform/text/difference.js';
import {
  ActionButton,
  Card,
  DateTime,
  DifferenceView,
  PageHeader,
  Prose,
  Toolbar,
  type Ui,
} from '../../../ui/public.js';
import { lastingPath, versionPath, versionsPath } from '../paths.js';
import type { Post } from '../posts/post.model.js';
import type { Version } from '../posts/version.model.js';
import { BlogFrame, type BlogPlace } from './blog-frame.js';

export interface VersionPageProps extends BlogPlace {
  ui: Ui;
  post: Post;
  version: Version;
  before: Version | null;
  html: string;
  can: { takeBack: boolean };
}

/** One text of a post as it was, and what changed with it. */
export function VersionPage(props: VersionPageProps): VNode {
  const { ui, blog, around, post, version, before, html, can } = props;
  const { t } = ui;
  const title = t('blogs.version.title', { number: version.number, title: version.title });
  return (
    <BlogFrame ui={ui} blog={blog} around={around} title={title} here={title} hidden>
      <PageHeader
        title={title}
        lang={version.language}
        intro={
          <p>
            <DateTime ui={ui} date={version.at} /> · <a href={versionsPath(post._id)}>{t('blogs.version.all')}</a> ·{' '}
            <a href={lastingPath(post._id)}>{t('blogs.versions.toPost')}</a>
          </p>
        }
      />
      {can.takeBack && (
        <Toolbar>
          <ActionButton
            ui={ui}
            action={`${versionPath(post._id, version.number)}/restoration`}
            kind="quiet"
            confirm={t('blogs.version.restoreConfirm')}
          >
            {t('blogs.version.restore')}
          </ActionButton>
        </Toolbar>
      )}
      {before && <Changes ui={ui} version={version} before={before} />}
      <Card title={t('blogs.version.text')}>
        <Prose html={html} lang={version.language} />
      </Card>
    </BlogFrame>
  );
}

function Changes({ ui, version, before }: { ui: Ui; version: Version; before: Version }): VNode {
  const pieces = difference(wholeOf(before), wholeOf(version));
  return (
    <Card title={ui.t('blogs.version.changes', { number: before.number })}>
      {isSame(pieces) ? <p>{ui.t('blogs.version.noChanges')}</p> : <DifferenceView ui={ui} pieces={pieces} />}
    </Card>
  );
}

const wholeOf = ({ title, source, tags }: Version): string =>
  [title, source, tags.map(({ name }) => `#${name}`).join(' ')].filter(Boolean).join('\n\n');
