import type { VNode } from 'preact';
import {
  Button,
  ButtonLink,
  DateTime,
  Form,
  formState,
  MemberLine,
  Page,
  PageHeader,
  Prose,
  TagList,
  TextArea,
  Thread,
  ThreadItem,
  Toolbar,
  type Ui,
} from '../../../ui/public.js';
import { ana, ben, cleo, cloud, hoursAgo, noor } from '../cast.js';

const address = '/workspaces/mutuelles/blog/confiance';

const text = `
<p>Quand nous avons ouvert la première caisse à Koungheul, nous pensions que la question était le montant. Deux saisons plus tard, la question est devenue <strong>la date</strong>.</p>
<h2>Payer après la récolte</h2>
<p>Sur 412 ménages, 380 ont payé entre novembre et janvier. Les autres mois, presque personne. Nous avions fixé l’échéance en juin.</p>
<blockquote><p>« On ne demande pas l’eau à un puits en saison sèche. »</p><p>Fatou, trésorière</p></blockquote>
<ul><li>Une échéance unique, en décembre.</li><li>Un carnet que chacun garde chez soi, et pas seulement la trésorière.</li><li>Les comptes lus à haute voix, <a href="#">sous l’arbre</a>, chaque trimestre.</li></ul>
<h3>Ce que nous ne savons pas encore</h3>
<p>Si la confiance tient après une année sans pluie. Le calcul que nous utilisons est <code>cotisation = soins / ménages</code>, et il ne dit rien des mauvaises années.</p>
<table><thead><tr><th>Année</th><th>Ménages</th><th>À jour</th></tr></thead><tbody><tr><td>2024</td><td>288</td><td>61 %</td></tr><tr><td>2025</td><td>412</td><td>92 %</td></tr></tbody></table>`;

export function postSample(ui: Ui): VNode {
  return (
    <Page
      ui={ui}
      title="Ce que les caisses villageoises nous ont appris sur la confiance"
      crumbs={[
        { label: 'Workspaces', href: '/workspaces' },
        { label: 'Mutuelles de santé au Sahel', href: '/workspaces/mutuelles' },
        { label: 'Blog', href: '/workspaces/mutuelles/blog' },
      ]}
      feeds={[{ title: 'Blog of Mutuelles de santé au Sahel', path: '/workspaces/mutuelles/blog' }]}
    >
      <article>
        <PageHeader
          title="Ce que les caisses villageoises nous ont appris sur la confiance"
          lang="fr"
          intro={
            <MemberLine ui={ui} person={ana}>
              <span class="quiet">
                <DateTime ui={ui} date={hoursAgo(52)} />
              </span>
            </MemberLine>
          }
        />
        <Prose html={text} lang="fr" />
        <TagList ui={ui} tags={cloud.slice(0, 4)} />
        <Toolbar>
          <ButtonLink href={`${address}/edit`} kind="quiet">
            Edit
          </ButtonLink>
          <ButtonLink href={`${address}/versions`} kind="plain">
            3 versions
          </ButtonLink>
        </Toolbar>
      </article>
      <section aria-labelledby="comments">
        <h2 id="comments">3 comments</h2>
        <Comments ui={ui} />
        <Form form={formState(ui, { id: 'comment' })} action={`${address}/comments`} wide keep="comment:confiance">
          <TextArea
            form={formState(ui, { id: 'comment' })}
            name="text"
            label="Your comment"
            hint="Markdown works: **bold**, [link](https://…), lists."
          />
          <div class="row">
            <Button>Comment</Button>
          </div>
        </Form>
      </section>
    </Page>
  );
}

function Comments({ ui }: { ui: Ui }): VNode {
  const answer = (
    <ThreadItem ui={ui} id="c2" href="#c2" author={ana} at={hoursAgo(30)} edited={hoursAgo(29)}>
      <Prose small lang="fr" html="<p>Décembre, et nous avons perdu trois ménages sur quatre cents. C’est peu.</p>" />
    </ThreadItem>
  );
  return (
    <Thread label="Comments">
      <ThreadItem
        ui={ui}
        id="c1"
        href="#c1"
        author={ben}
        at={hoursAgo(31)}
        actions={
          <ButtonLink kind="plain" href="?answer=c1#comment">
            Answer
          </ButtonLink>
        }
        answers={answer}
      >
        <Prose
          small
          lang="pt"
          html="<p>Aqui em Inhambane aconteceu o mesmo. Que mês escolheram no fim, e quem ficou de fora?</p>"
        />
      </ThreadItem>
      <ThreadItem ui={ui} id="c3" href="#c3" author={noor} at={hoursAgo(2)} unread>
        <Prose small lang="ar" html="<p>شكراً على هذه التجربة. كيف تحسبون الاشتراك في سنوات الجفاف؟</p>" />
      </ThreadItem>
      <ThreadItem ui={ui} id="c4" href="#c4" author={cleo} at={hoursAgo(1)} removed />
    </Thread>
  );
}
