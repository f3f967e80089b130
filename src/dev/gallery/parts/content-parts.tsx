import type { VNode } from 'preact';
import {
  Avatar,
  Badge,
  ButtonLink,
  Card,
  Cards,
  DateTime,
  DescriptionList,
  EmptyState,
  Entry,
  EntryList,
  Live,
  MemberLine,
  Notice,
  Pager,
  Prose,
  Table,
  Tabs,
  TagCloud,
  TagList,
  Thread,
  ThreadItem,
  type Ui,
} from '../../../ui/public.js';
import { ana, ben, cleo, cloud, fin, hoursAgo, noor } from '../cast.js';
import { Shown } from './section.js';

export function PeopleParts({ ui }: { ui: Ui }): VNode {
  return (
    <Shown name="Avatar, MemberLine, Badge, DateTime">
      <p class="row">
        {[ana, ben, cleo, fin, noor].map((person) => (
          <Avatar key={person.handle} person={person} />
        ))}
        <Avatar person={ana} size="small" />
        <Avatar person={ana} size="large" />
      </p>
      <ul class="people">
        <li>
          <MemberLine ui={ui} person={ana} />
        </li>
        <li>
          <MemberLine ui={ui} person={noor}>
            <Badge kind="leaf">Facilitator</Badge>
          </MemberLine>
        </li>
        <li>
          <MemberLine ui={ui} person={{ name: 'Somebody imported' }} />
        </li>
      </ul>
      <p class="row">
        <Badge>calm</Badge>
        <Badge kind="leaf">leaf</Badge>
        <Badge kind="earth">earth</Badge>
        <Badge kind="live">live</Badge>
      </p>
      <p>
        <DateTime ui={ui} date={hoursAgo(5)} /> · <DateTime ui={ui} date={hoursAgo(5)} as="day" /> ·{' '}
        <DateTime ui={ui} date={hoursAgo(5)} as="relative" />
      </p>
    </Shown>
  );
}

export function MessageParts(): VNode {
  return (
    <Shown name="Notice, EmptyState, Live">
      <Notice kind="done">
        <p>Your post is published.</p>
      </Notice>
      <Notice>
        <p>This workspace is archived: it can be read, not written to.</p>
      </Notice>
      <Notice kind="problem">
        <p>The file is larger than 10 MB.</p>
      </Notice>
      <EmptyState title="Nothing here yet" action={<ButtonLink href="#main">Begin</ButtonLink>}>
        <p>What will be here, and what to do for it.</p>
      </EmptyState>
      <Live id="gallery-live">3 people are reading.</Live>
    </Shown>
  );
}

export function ListParts({ ui }: { ui: Ui }): VNode {
  return (
    <>
      <Shown name="Tabs, Entry, EntryList, Pager">
        <Tabs
          ui={ui}
          label="Sample"
          tabs={[
            { label: 'Home', href: '/dev' },
            { label: 'Blog', href: '/blogs', count: 24 },
          ]}
        />
        <EntryList>
          <Entry level={3} title="Read" href="#main" meta="Ana Diop · yesterday">
            <p>The first lines of a text.</p>
          </Entry>
          <Entry
            level={3}
            title="Unread"
            href="#main"
            unread
            badges={<Badge kind="earth">Pinned</Badge>}
            meta="Ben Machava · today"
          />
          <Entry
            level={3}
            title="عنوان بلغة أخرى"
            lang="ar"
            href="#main"
            meta="نور الهدى"
            foot={<TagList ui={ui} tags={cloud.slice(0, 3)} />}
          />
        </EntryList>
        <Pager ui={ui} previous="?before=x" next="?after=y" />
      </Shown>
      <Shown name="Card, Cards, TagCloud, DescriptionList">
        <Cards>
          <Card title="Card" level={3} more={{ label: 'More of it', href: '#main' }}>
            <TagCloud ui={ui} tags={cloud} />
          </Card>
          <Card title="Another" level={3}>
            <DescriptionList
              items={[
                { term: 'Country', children: 'Senegal' },
                { term: 'Languages', children: ui.format.list(['French', 'Wolof']) },
              ]}
            />
          </Card>
        </Cards>
      </Shown>
      <Shown name="Table">
        <Table
          caption="Household contributions"
          head={['Village', 'Households', 'Paid']}
          rows={[
            ['Koungheul', ui.format.number(412), '92 %'],
            ['Inhambane', ui.format.number(1288), '61 %'],
          ]}
        />
      </Shown>
    </>
  );
}

const prose = `<h2>A heading</h2><p>Text with <strong>weight</strong>, <em>stress</em>, <a href="#main">a link</a> and <code>code</code>.</p>
<blockquote><p>Someone else’s words.</p></blockquote><ol><li>One</li><li>Two</li></ol><pre><code>a long line that does not fit scrolls in its own box and leaves the page where it is</code></pre><hr><p>After a pause.</p>`;

export function ReadingParts({ ui }: { ui: Ui }): VNode {
  return (
    <>
      <Shown name="Prose">
        <Prose html={prose} lang="en" />
      </Shown>
      <Shown name="Thread, ThreadItem">
        <Thread label="Sample replies">
          <ThreadItem
            ui={ui}
            id="g1"
            href="#g1"
            author={ben}
            at={hoursAgo(30)}
            edited={hoursAgo(29)}
            answers={
              <ThreadItem ui={ui} id="g2" href="#g2" author={noor} at={hoursAgo(20)} unread>
                <Prose small lang="ar" html="<p>شكراً على هذه التجربة.</p>" />
              </ThreadItem>
            }
          >
            <Prose small html="<p>A reply.</p>" />
          </ThreadItem>
          <ThreadItem ui={ui} id="g3" href="#g3" author={cleo} at={hoursAgo(2)} removed />
        </Thread>
      </Shown>
    </>
  );
}
