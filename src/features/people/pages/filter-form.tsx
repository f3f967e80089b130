import type { VNode } from 'preact';
import { Button, Form, formState, Select, TextField, type Ui } from '../../../ui/public.js';
import type { DirectoryFigures } from '../../accounts/public.js';
import type { PeopleFilter } from '../people.input.js';

export interface FilterFormProps {
  ui: Ui;
  figures: DirectoryFigures;
  filter: PeopleFilter;
}

/** By name, country and language; only those that somebody is from or speaks. */
export function FilterForm({ ui, figures, filter }: FilterFormProps): VNode {
  const { t, format } = ui;
  const form = formState(ui, { id: 'people', values: { ...filter }, free: true });
  const named = (codes: string[], nameOf: (code: string) => string) =>
    codes.map((code) => ({ value: code, label: nameOf(code) })).sort((a, b) => format.compare(a.label, b.label));
  return (
    <search>
      <Form form={form} action="/people" method="get" label={t('people.search')} wide>
        <div class="filter">
          <TextField form={form} name="q" type="search" label={t('people.search.name')} optional maxLength={80} />
          <Select
            form={form}
            name="country"
            label={t('people.search.country')}
            placeholder={t('people.search.any')}
            choices={named(figures.countries, format.country)}
            optional
          />
          <Select
            form={form}
            name="language"
            label={t('people.search.language')}
            placeholder={t('people.search.any')}
            choices={named(figures.languages, format.language)}
            optional
          />
          <Button kind="quiet">{t('ui.search.action')}</Button>
        </div>
        {filter.interest && <input type="hidden" name="interest" value={filter.interest} />}
      </Form>
    </search>
  );
}
