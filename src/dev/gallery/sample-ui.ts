import { formatter, type Locale, translator } from '../../platform/i18n/i18n.js';
import type { Assets, Footer, NavArea, Online, Ui } from '../../ui/public.js';

const nav = (t: Ui['t']): NavArea[] => [
  { label: t('ui.nav.home'), href: '/' },
  {
    label: t('ui.nav.community'),
    href: '/community',
    children: [
      { label: t('ui.nav.workspaces'), href: '/workspaces' },
      { label: t('ui.nav.people'), href: '/people' },
      { label: t('ui.nav.blogs'), href: '/blogs' },
      { label: t('ui.nav.discussions'), href: '/discussions' },
    ],
  },
];

const online: Online = {
  count: 3,
  members: [
    { name: 'Ana Diop', handle: 'ana', country: 'SN' },
    { name: 'Ben Machava', handle: 'ben', country: 'MZ' },
  ],
};

const footer: Footer = {
  credit: 'The texts belong to those who wrote them and may be shared under CC BY 4.0.',
  links: [
    { label: 'Disclaimer', href: '/help/disclaimer' },
    { label: 'Contact', href: '/feedback' },
  ],
};

export interface SampleOptions {
  locale?: Locale;
  path?: string;
  signedIn?: boolean;
  assets?: Assets;
}

/** A reader and a frame to show components with. */
export function sampleUi({ locale = 'en', path = '/community', signedIn = true, assets }: SampleOptions = {}): Ui {
  const t = translator(locale);
  return {
    t,
    format: formatter(locale, 'Africa/Dakar'),
    locale,
    viewer: signedIn ? { name: 'Ana Diop', handle: 'ana', timeZone: 'Africa/Dakar' } : null,
    csrf: 'sample',
    path,
    frame: {
      community: { name: 'Palabre', tagline: 'Where practitioners talk things through.' },
      publicUrl: 'https://palabre.example',
      assets: assets ?? { css: 'palabre.css', icon: 'favicon.svg', scripts: { palabre: 'palabre.js' } },
      nav: nav(t),
      flash: [],
      yours: [
        { label: 'Inbox', href: '/inbox', count: 2 },
        { label: 'Notifications', href: '/notifications', count: 5 },
        { label: 'Dashboard', href: '/dashboard' },
        { label: 'Settings', href: '/settings' },
      ],
      searchPath: '/search',
      online,
      footer,
    },
  };
}
