import type { VNode } from 'preact';
import type { Member } from '../../features/accounts/public.js';
import { ActionButton, type Ui } from '../../ui/public.js';
import { DevPage } from './dev-pages.js';

type Shown = Pick<Member, 'handle' | 'name' | 'email' | 'country' | 'locale' | 'roles'>;

export const PeoplePage = ({ ui, people, password }: { ui: Ui; people: Shown[]; password: string }): VNode => (
  <DevPage
    ui={ui}
    title="People"
    intro={`Their password is “${password}”. Dov is the visitor: sign out to be him.`}
    head={['Name', 'Sign in', 'Address', 'Country', 'Language', 'Role']}
    rows={people.map(({ handle, name, email, country, locale, roles }) => [
      name,
      <ActionButton key={handle} ui={ui} action={`/dev/people/${handle}`} kind="quiet">
        Become {name}
      </ActionButton>,
      email,
      ui.format.country(country),
      locale,
      roles.join(', '),
    ])}
  />
);
