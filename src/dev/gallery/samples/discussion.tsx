import type { VNode } from 'preact';
import {
  ActionButton,
  Badge,
  Button,
  ButtonLink,
  Form,
  formState,
  Live,
  Page,
  PageHeader,
  Pager,
  Prose,
  TagList,
  TextArea,
  Thread,
  ThreadItem,
  type Ui,
} from '../../../ui/public.js';
import { ana, ben, cleo, cloud, fin, hoursAgo } from '../cast.js';

const address = '/workspaces/mutuelles/discussions/12';

export function discussionSample(ui: Ui): VNode {
  const form = formState(ui, { id: 'reply' });
  return (
    <Page
      ui={ui}
      title="How do we set the contribution when income follows the rain?"
      crumbs={[
        { label: 'Workspaces', href: '/workspaces' },
        { label: 'Mutuelles de santé au Sahel', href: '/workspaces/mutuelles' },
        { label: 'Discussions', href: '/workspaces/mutuelles/discussions' },
      ]}
      feeds={[{ title: 'This discussion', path: address }]}
      subscribe={
        <ActionButton ui={ui} action={`${address}/follow`}>
          Follow
        </ActionButton>
      }
    >
      <PageHeader
        title="How do we set the contribution when income follows the rain?"
        lang="en"
        badges={<Badge kind="earth">Pinned</Badge>}
        actions={
          <>
            <ButtonLink href="#reply">Reply</ButtonLink>
            <ActionButton ui={ui} action={`${address}/closure`} kind="quiet">
              Close
            </ActionButton>
          </>
        }
      />
      <TagList ui={ui} tags={cloud.slice(1, 4)} />
      <Thread label="Replies" id="replies">
        {replies.map(({ who, html, lang, hours, unread }, place) => (
          <ThreadItem
            key={html}
            ui={ui}
            id={`r${place + 1}`}
            href={`#r${place + 1}`}
            author={who}
            at={hoursAgo(hours)}
            unread={unread}
            badges={who === ana ? <Badge kind="leaf">Facilitator</Badge> : undefined}
            actions={
              <ButtonLink kind="plain" href="#reply">
                Quote
              </ButtonLink>
            }
          >
            <Prose small lang={lang} html={html} />
          </ThreadItem>
        ))}
      </Thread>
      <Live id="presence">Ben and 2 others are reading. Fin is writing…</Live>
      <Pager ui={ui} previous="?before=1" next="?after=50" dated />
      <Form form={form} action={`${address}/replies`} wide keep="reply:12" label="Reply">
        <TextArea form={form} name="text" label="Your reply" />
        <div class="row">
          <Button>Send</Button>
          <Button kind="quiet" formAction="?preview">
            Preview
          </Button>
        </div>
      </Form>
    </Page>
  );
}

const replies = [
  {
    who: ben,
    lang: 'en',
    hours: 50,
    unread: false,
    html: '<p>Our members are farmers and fishers. In a good year a fixed monthly amount is nothing; in a bad one it is a reason to leave. What do you do?</p>',
  },
  {
    who: ana,
    lang: 'fr',
    hours: 49,
    unread: false,
    html: '<p>Nous avons essayé trois choses :</p><ol><li>une cotisation unique après la récolte ;</li><li>un fonds de réserve alimenté les bonnes années ;</li><li>le paiement en nature, abandonné.</li></ol>',
  },
  {
    who: fin,
    lang: 'pt',
    hours: 3,
    unread: true,
    html: '<blockquote><p>un fonds de réserve</p></blockquote><p>Quem o gere? No Alentejo foi a parte que correu mal.</p>',
  },
  {
    who: cleo,
    lang: 'en',
    hours: 0.1,
    unread: true,
    html: '<p>There is a note on seasonal contributions in the library: <a href="#">Paying when the harvest is in</a>.</p>',
  },
];
