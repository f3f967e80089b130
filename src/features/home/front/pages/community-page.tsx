import type { VNode } from 'preact';
import { LatestSection } from '../../../../platform/content/latest.js';
import { Cards, Page, PageHeader, type Ui } from '../../../../ui/public.js';
import type { FrontContent } from '../front.js';
import { LatestPeople, LatestWorkspaces, NothingYet } from './parts.js';

export interface CommunityPageProps {
  ui: Ui;
  content: FrontContent;
  workspaceCount: number;
}

/** Who is here, and what they do. */
export function CommunityPage({ ui, content, workspaceCount }: CommunityPageProps): VNode {
  const { t } = ui;
  const { figures, latest, workspaces, cloud } = content;
  const title = t('home.community.title');
  const counts = { members: figures.members, countries: figures.countries.length, workspaces: workspaceCount };
  return (
    <Page
      ui={ui}
      title={title}
      canonical="/community"
      crumbs={[{ label: title }]}
      feeds={[{ title: t('home.feed'), path: '/' }]}
      cloud={{ title: t('home.community.cloud'), tags: cloud }}
    >
      <PageHeader title={title} intro={<p>{t('home.community.intro', counts)}</p>} />
      <Cards>
        {ui.viewer && <LatestPeople ui={ui} content={content} />}
        <LatestWorkspaces ui={ui} workspaces={workspaces} />
      </Cards>
      {latest.length === 0 && <NothingYet ui={ui} />}
      {latest.map((one) => (
        <LatestSection key={one.kind.name} ui={ui} latest={one} />
      ))}
    </Page>
  );
}
