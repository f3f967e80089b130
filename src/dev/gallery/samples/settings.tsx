import type { VNode } from 'preact';
import { countries, languages, localeNames, locales } from '../../../platform/i18n/i18n.js';
import {
  Button,
  Checkbox,
  CheckboxGroup,
  DangerButton,
  FileField,
  Form,
  type FormState,
  formState,
  LanguageSelect,
  Page,
  PageHeader,
  RadioGroup,
  Select,
  TextArea,
  TextField,
  type Ui,
} from '../../../ui/public.js';

/** A form that was refused: the errors on top and at their fields, and nothing typed is lost. */
export function settingsSample(ui: Ui): VNode {
  const form = formState(ui, {
    id: 'settings',
    values: {
      name: 'Ana Diop',
      email: 'ana@sn',
      about: '<b>Infirmière</b>, puis trésorière d’une mutuelle.\nJ’apprends le portugais.',
      country: 'SN',
      spoken: ['fr', 'wo'],
      digest: 'daily',
      locale: ['fr', 'pt'],
    },
    errors: {
      email: 'This address is not complete: something is missing after “@sn”.',
      password: 'Use at least 10 characters. A short sentence is easy to remember.',
      terms: 'Please read and accept the terms first.',
    },
  });
  return (
    <Page
      ui={ui}
      title="Your profile"
      invalid
      crumbs={[{ label: 'Settings', href: '/settings' }, { label: 'Your profile' }]}
    >
      <PageHeader title="Your profile" intro={<p>What others see of you. Your e-mail address is never shown.</p>} />
      <Form form={form} action="/settings/profile" files>
        <Fields ui={ui} form={form} />
        <div class="row">
          <Button>Save</Button>
          <Button kind="quiet" name="then" value="preview">
            Save and look
          </Button>
          <DangerButton formAction="/settings/removal" confirm="Remove your account and everything in it?">
            Remove my account
          </DangerButton>
        </div>
      </Form>
    </Page>
  );
}

function Fields({ ui, form }: { ui: Ui; form: FormState }): VNode {
  return (
    <>
      <TextField form={form} name="name" label="Name" autocomplete="name" maxLength={120} />
      <TextField
        form={form}
        name="email"
        label="E-mail"
        type="email"
        autocomplete="email"
        hint="We write to it before it changes."
      />
      <TextField
        form={form}
        name="password"
        label="New password"
        type="password"
        autocomplete="new-password"
        optional
      />
      <TextArea form={form} name="about" label="About you" rows={4} optional hint="Markdown works." />
      <Select
        form={form}
        name="country"
        label="Country"
        placeholder="Choose a country"
        choices={countries(ui.locale).map(({ code, name }) => ({ value: code, label: name }))}
      />
      <LanguageSelect form={form} name="written" label="Language of your texts" />
      <CheckboxGroup
        form={form}
        name="spoken"
        label="Languages you speak"
        first={['en', 'fr', 'es', 'pt']}
        choices={languages(ui.locale).map(({ code, name }) => ({ value: code, label: name }))}
      />
      <TextField form={form} name="born" label="Day" type="date" short optional />
      <TextField form={form} name="tags" label="Interests" optional suggestions={['gender', 'mutuelles de santé']} />
      <RadioGroup
        form={form}
        name="digest"
        label="E-mail"
        choices={[
          { value: 'once', label: 'At once', hint: 'One message each time something happens.' },
          { value: 'daily', label: 'Once a day' },
          { value: 'never', label: 'Never', hint: 'You still see it on the site.' },
        ]}
      />
      <CheckboxGroup
        form={form}
        name="locale"
        label="Show me texts in"
        choices={locales.map((locale) => ({ value: locale, label: localeNames[locale], lang: locale }))}
      />
      <FileField form={form} name="picture" label="Picture" accept="image/*" optional hint="Up to 10 MB." />
      <Checkbox form={form} name="terms" label="I accept the terms" needed />
    </>
  );
}
