import type { VNode } from 'preact';
import { type Flash, Page, PageHeader, type Ui } from '../../ui/public.js';
import { cloud } from './cast.js';
import { ListParts, MessageParts, PeopleParts, ReadingParts } from './parts/content-parts.js';
import { ButtonParts, FieldParts } from './parts/form-parts.js';
import { samples } from './samples.js';

const flash: readonly Flash[] = [
  { kind: 'done', text: 'A flash message: it is said once, after an action.' },
  { kind: 'problem', text: 'A flash message for what could not be done.' },
];

/** Every component in its states. `sampleHref` tells where the whole pages are shown. */
export function galleryPage(ui: Ui, sampleHref: (name: string) => string): VNode {
  return (
    <Page
      ui={{ ...ui, frame: { ...ui.frame, flash } }}
      title="Components"
      hidden
      crumbs={[{ label: 'Development', href: '/dev' }, { label: 'Components' }]}
      feeds={[{ title: 'Sample feed', path: '/blogs' }]}
      cloud={{ title: 'Tags', tags: cloud }}
    >
      <PageHeader
        title="Components"
        intro={<p>Each component of src/ui in its states, and whole pages made of them.</p>}
      />
      <nav aria-label="Whole pages">
        <ul class="row">
          {samples.map(({ name, title }) => (
            <li key={name}>
              <a href={sampleHref(name)}>{title}</a>
            </li>
          ))}
        </ul>
      </nav>
      <h2>People and marks</h2>
      <PeopleParts ui={ui} />
      <h2>Messages</h2>
      <MessageParts />
      <h2>Lists</h2>
      <ListParts ui={ui} />
      <h2>Reading</h2>
      <ReadingParts ui={ui} />
      <h2>Forms</h2>
      <ButtonParts ui={ui} />
      <FieldParts ui={ui} />
    </Page>
  );
}
