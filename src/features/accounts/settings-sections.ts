import { Injectable } from '@nestjs/common';
import type { MessageKey } from '../../platform/i18n/keys.js';

export interface SettingsSection {
  href: string;
  label: MessageKey;
}

/** The parts of a member's settings. Other features add theirs while modules initialise. */
@Injectable()
export class SettingsSections {
  private readonly sections: SettingsSection[] = [
    { href: '/settings/profile', label: 'accounts.settings.profile' },
    { href: '/settings/language', label: 'accounts.settings.language' },
    { href: '/settings/email', label: 'accounts.settings.email' },
    { href: '/settings/password', label: 'accounts.settings.password' },
    { href: '/settings/sessions', label: 'accounts.settings.sessions' },
    { href: '/settings/tokens', label: 'accounts.settings.tokens' },
    { href: '/settings/feeds', label: 'accounts.settings.feeds' },
  ];

  private readonly last: SettingsSection = { href: '/settings/account', label: 'accounts.settings.account' };

  add(section: SettingsSection): void {
    this.sections.push(section);
  }

  get all(): readonly SettingsSection[] {
    return [...this.sections, this.last];
  }
}
