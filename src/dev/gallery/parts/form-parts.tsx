import type { VNode } from 'preact';
import {
  ActionButton,
  Button,
  ButtonLink,
  Checkbox,
  CheckboxGroup,
  DangerButton,
  FileField,
  Form,
  type FormState,
  formState,
  RadioGroup,
  Select,
  TextArea,
  TextField,
  Toolbar,
  type Ui,
} from '../../../ui/public.js';
import { Shown } from './section.js';

export function ButtonParts({ ui }: { ui: Ui }): VNode {
  return (
    <Shown name="Button, ButtonLink, DangerButton, ActionButton, Toolbar">
      <form>
        <Toolbar>
          <Button>Main</Button>
          <Button kind="quiet">Quiet</Button>
          <Button kind="plain">Plain</Button>
          <DangerButton confirm="Remove it?">Danger</DangerButton>
          <Button disabled>Disabled</Button>
        </Toolbar>
      </form>
      <Toolbar>
        <ButtonLink href="#main">Link</ButtonLink>
        <ButtonLink href="#main" kind="quiet">
          Quiet link
        </ButtonLink>
        <ActionButton ui={ui} action="/dev" label="Follow Ana Diop">
          Follow
        </ActionButton>
        <ActionButton ui={ui} action="/dev" kind="plain" confirm="Leave?">
          Leave
        </ActionButton>
      </Toolbar>
    </Shown>
  );
}

export function FieldParts({ ui }: { ui: Ui }): VNode {
  const fresh = formState(ui, { id: 'fresh', values: { choice: 'a', several: ['b'] } });
  const refused = formState(ui, {
    id: 'refused',
    values: { text: 'What was typed', area: 'What was written', choice: 'b' },
    errors: Object.fromEntries(
      ['text', 'area', 'select', 'choice', 'several', 'file', 'yes'].map((name) => [name, `Wrong: ${name}.`]),
    ),
  });
  return (
    <>
      <Shown name="Form and its fields">
        <Form form={fresh} action="/dev" keep="gallery">
          <Fields form={fresh} />
        </Form>
      </Shown>
      <Shown name="The same, refused: ErrorSummary">
        <Form form={refused} action="/dev">
          <Fields form={refused} />
        </Form>
      </Shown>
    </>
  );
}

const choices = [
  { value: 'a', label: 'First choice', hint: 'What it means.' },
  { value: 'b', label: 'Second choice' },
];

const Fields = ({ form }: { form: FormState }): VNode => (
  <>
    <TextField form={form} name="text" label="TextField" hint="A hint says what is wanted before it goes wrong." />
    <TextField form={form} name="date" label="TextField, short" type="date" short optional />
    <TextField form={form} name="tags" label="TextField, suggestions" suggestions={['gender', 'acção']} optional />
    <TextArea form={form} name="area" label="TextArea" rows={3} />
    <Select form={form} name="select" label="Select" placeholder="Choose one" choices={choices} />
    <RadioGroup form={form} name="choice" label="RadioGroup" choices={choices} />
    <CheckboxGroup form={form} name="several" label="CheckboxGroup" choices={choices} optional />
    <FileField form={form} name="file" label="FileField" optional />
    <Checkbox form={form} name="yes" label="Checkbox" hint="A single yes or no." />
    <Toolbar>
      <Button>Send</Button>
    </Toolbar>
  </>
);
