import { renderToString } from 'preact-render-to-string';
import { sampleUi } from '../dev/gallery/sample-ui.js';
import { Page, PageHeader } from './public.js';

test('a page has the frame, its title first in the tab, and one heading', () => {
  const html = renderToString(
    <Page ui={sampleUi({ path: '/blogs' })} title="Blogs">
      <PageHeader title="Blogs" />
    </Page>,
  );
  expect(html).toContain('<title>Blogs · Palabre</title>');
  expect(html.match(/<h1/g)).toHaveLength(1);
  expect(html).toContain('<a href="/blogs" aria-current="page">Blogs</a>');
  expect(html).toContain('<a href="/community" aria-current="true">Community</a>');
});
