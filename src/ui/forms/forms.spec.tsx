import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { sampleUi } from '../../dev/gallery/sample-ui.js';
import {
  ActionButton,
  Button,
  Checkbox,
  CheckboxGroup,
  DangerButton,
  Form,
  formState,
  RadioGroup,
  Select,
  TextArea,
  TextField,
} from '../public.js';

const ui = sampleUi();
const choices = [
  { value: 'public', label: 'Everyone' },
  { value: 'members', label: 'Members', hint: 'Signed in.' },
];

/** The tag that carries this piece of text. */
function tagWith(node: VNode, piece: string): string {
  const tag = renderToString(node)
    .match(/<[^>]+>/g)
    ?.find((one) => one.includes(piece));
  if (!tag) throw new Error(`No tag has ${piece}`);
  return tag;
}

describe('a field that was refused', () => {
  const form = formState(ui, {
    id: 'post',
    values: { title: '" autofocus onfocus="x' },
    errors: { title: 'Too <long>.' },
  });
  const field = <TextField form={form} name="title" label="Title" hint="Short." />;

  test('keeps what was typed, harmless', () => {
    expect(tagWith(field, 'name="title"')).toContain('value="&quot; autofocus onfocus=&quot;x"');
  });

  test('is tied to its label, hint and error', () => {
    const input = tagWith(field, 'name="title"');
    expect(input).toContain('id="post-title"');
    expect(input).toContain('aria-invalid="true"');
    expect(input).toContain('aria-describedby="post-title-hint post-title-error"');
    expect(tagWith(field, '<label')).toContain('for="post-title"');
    const html = renderToString(field);
    expect(html).toMatch(/<p class="hint" id="post-title-hint">Short\.<\/p>/);
    expect(html).toMatch(/id="post-title-error"><span class="unseen">Error: <\/span>Too &lt;long>\.<\/p>/);
  });

  test('is reached from the summary on top', () => {
    const html = renderToString(
      <Form form={form} action="/posts">
        {field}
      </Form>,
    );
    expect(html).toContain('role="alert"');
    expect(html).toContain('<a href="#post-title">Title: Too &lt;long>.</a>');
    expect(html.indexOf('role="alert"')).toBeLessThan(html.indexOf('name="title"'));
  });
});

test('a field without fault has no trace of one', () => {
  const input = tagWith(<TextField form={formState(ui)} name="title" label="Title" optional />, 'name="title"');
  expect(input).not.toMatch(/aria-invalid|aria-describedby|required/);
});

test('a password is never sent back to the page', () => {
  const form = formState(ui, { values: { password: 'correct horse', email: 'ana@example.org' } });
  const fields = (
    <div>
      <TextField form={form} name="password" type="password" label="Password" />
      <TextField form={form} name="email" type="email" label="E-mail" />
    </div>
  );
  expect(tagWith(fields, 'name="email"')).toContain('value="ana@example.org"');
  expect(renderToString(fields)).not.toContain('correct horse');
});

test('a long text keeps its first line break and its markup as text', () => {
  const form = formState(ui, { values: { text: '\n</textarea><b>x' } });
  const html = renderToString(<TextArea form={form} name="text" label="Text" />);
  expect(html).toMatch(/<textarea[^>]*>\n\n&lt;\/textarea>&lt;b>x<\/textarea>/);
});

describe('choices', () => {
  const form = formState(ui, {
    id: 'w',
    values: { visibility: 'members', spoken: ['members'], terms: 'yes', one: 'public' },
  });

  test('show what was chosen', () => {
    expect(
      tagWith(<Select form={form} name="visibility" label="V" choices={choices} />, '<option value="members"'),
    ).toContain('selected');
    expect(
      tagWith(<Select form={form} name="visibility" label="V" choices={choices} />, '<option value="public"'),
    ).not.toContain('selected');
    expect(
      tagWith(<RadioGroup form={form} name="visibility" label="V" choices={choices} />, 'value="members"'),
    ).toContain('checked');
    expect(
      tagWith(<RadioGroup form={form} name="visibility" label="V" choices={choices} />, 'value="public"'),
    ).not.toContain('checked');
    expect(tagWith(<Checkbox form={form} name="terms" label="Terms" />, 'name="terms"')).toContain('checked');
    expect(tagWith(<Checkbox form={form} name="other" label="Other" />, 'name="other"')).not.toContain('checked');
  });

  test('sent as one value or as several', () => {
    expect(tagWith(<CheckboxGroup form={form} name="one" label="V" choices={choices} />, 'value="public"')).toContain(
      'checked',
    );
    expect(
      tagWith(<CheckboxGroup form={form} name="spoken" label="V" choices={choices} />, 'value="public"'),
    ).not.toContain('checked');
  });

  test('of a long list, the first and the chosen stand there, and the others unfold', () => {
    const html = renderToString(<CheckboxGroup form={form} name="spoken" label="V" choices={choices} first={[]} />);
    const [shown, folded] = html.split('<details');
    expect(shown).toContain('value="members"');
    expect(folded).toContain('value="public"');
  });

  test('are a group with a name, and each is tied to its hint', () => {
    const group = (
      <RadioGroup form={form} name="visibility" label="Who reads" hint="It can be changed." choices={choices} />
    );
    expect(renderToString(group)).toContain('<legend>Who reads</legend>');
    expect(tagWith(group, '<fieldset')).toContain('aria-describedby="w-visibility-hint"');
    expect(tagWith(group, 'value="members"')).toContain('aria-describedby="w-visibility-members-hint"');
  });
});

describe('a form', () => {
  test('that changes something is protected; one that asks is not', () => {
    const of = (method: 'get' | 'post') =>
      renderToString(
        <Form form={formState(ui)} action="/x" method={method}>
          <Button>Send</Button>
        </Form>,
      );
    expect(of('post')).toContain('<input type="hidden" name="_csrf" value="sample"/>');
    expect(of('get')).not.toContain('_csrf');
  });

  test('of one button is protected too', () => {
    const html = renderToString(
      <ActionButton ui={ui} action="/workspaces/x/follow" fields={{ how: 'digest' }}>
        Follow
      </ActionButton>,
    );
    expect(html).toContain('name="_csrf" value="sample"');
    expect(html).toContain('name="how" value="digest"');
  });

  test('names its draft and has the words to give it back', () => {
    const html = renderToString(
      <Form form={formState(ui)} action="/x" keep="post:new">
        <Button>Send</Button>
      </Form>,
    );
    expect(html).toContain('data-keep="post:new"');
    expect(html).toContain('data-discard="Discard it"');
  });

  test('asks before what cannot be taken back', () => {
    expect(renderToString(<DangerButton confirm='Remove "it"?'>Remove</DangerButton>)).toContain(
      'data-confirm="Remove &quot;it&quot;?"',
    );
  });
});
