import type { VNode } from 'preact';
import { Avatar } from '../content/person.js';
import type { Link, NavArea, Ui } from '../ui.js';
import { Mark } from './mark.js';

export function Header({ ui }: { ui: Ui }): VNode {
  const { community, nav } = ui.frame;
  const area = currentOf(nav.map(withReach), ui.path);
  return (
    <header class="top">
      <div class="top-bar">
        <a class="brand" href="/">
          <Mark />
          <span>{community.name}</span>
        </a>
        <Account ui={ui} />
      </div>
      {nav.length > 0 && (
        <nav class="areas" aria-label={ui.t('ui.nav.main')}>
          <NavList links={nav} current={area} path={ui.path} />
          {area?.children?.length ? (
            <NavList links={area.children} current={currentOf(area.children, ui.path)} path={ui.path} inner />
          ) : null}
        </nav>
      )}
    </header>
  );
}

function Account({ ui }: { ui: Ui }): VNode {
  const { viewer, t, frame } = ui;
  const waiting = frame.yours.reduce((sum, { count = 0 }) => sum + count, 0);
  if (!viewer) {
    return (
      <div class="account">
        <a class="button button-quiet" href="/sign-in">
          {t('ui.signIn')}
        </a>
      </div>
    );
  }
  return (
    <div class="account">
      <a class="account-link" href="#yours">
        <span class="unseen">{t('ui.yours.jump', { name: viewer.name, count: waiting })}</span>
        <Avatar person={viewer} />
        {waiting > 0 && (
          <span class="count" aria-hidden="true">
            {ui.format.number(waiting)}
          </span>
        )}
      </a>
    </div>
  );
}

interface NavListProps {
  links: readonly Link[];
  current: Link | undefined;
  path: string;
  inner?: boolean;
}

function NavList({ links, current, path, inner = false }: NavListProps): VNode {
  return (
    <ul class={inner ? 'nav nav-inner' : 'nav'}>
      {links.map((link) => (
        <li key={link.href}>
          <a href={link.href} aria-current={marked(link, current, path)}>
            {link.label}
          </a>
        </li>
      ))}
    </ul>
  );
}

const marked = (link: Link, current: Link | undefined, path: string): 'page' | 'true' | undefined => {
  if (link.href !== current?.href) return undefined;
  return pathname(path) === link.href ? 'page' : 'true';
};

type Reaching<L extends Link> = L & { reach?: readonly string[] };

/** An area is also where its children are. */
const withReach = (area: NavArea): Reaching<NavArea> => ({
  ...area,
  reach: [area.href, ...(area.children ?? []).map(({ href }) => href)],
});

/** The entry under which the page lies: the one with the longest address that contains it. */
function currentOf<L extends Link>(links: ReadonlyArray<Reaching<L>>, path: string): L | undefined {
  const depth = (link: Reaching<L>) =>
    Math.max(
      0,
      ...(link.reach ?? [link.href]).filter((href) => lies(pathname(path), href)).map(({ length }) => length),
    );
  return [...links].filter((link) => depth(link) > 0).sort((a, b) => depth(b) - depth(a))[0];
}

const lies = (path: string, href: string) => path === href || (href !== '/' && path.startsWith(`${href}/`));
const pathname = (path: string) => path.split('?')[0] ?? path;
