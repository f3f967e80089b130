import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Viewer } from '../../../platform/access/viewer.js';
import { formatter } from '../../../platform/i18n/format.js';
import type { Locale } from '../../../platform/i18n/locales.js';
import { translator } from '../../../platform/i18n/translator.js';
import { Live } from '../../../platform/realtime/live.js';
import { type MemberId, Members } from '../../accounts/public.js';
import { Discussions } from '../discussions.js';

const MAX_NAMED = 12;

/** The room of a discussion: whoever listens to it hears what is said. */
export const roomOf = (discussion: string): string => `discussion:${discussion}`;

/** Who may listen to a discussion, and what listeners learn of one another. */
@Injectable()
export class DiscussionRoom implements OnModuleInit {
  constructor(
    @Inject(Live) private readonly live: Live,
    @Inject(Discussions) private readonly discussions: Discussions,
    @Inject(Members) private readonly members: Members,
  ) {}

  /** Whoever sees the discussion may listen; the mark of its workspace cuts them off when that may have changed. */
  onModuleInit(): void {
    this.live.roomKind({
      name: 'discussion',
      admit: (viewer, id) => this.admit(viewer, id),
      readers: (members, visitors) => this.readers(members, visitors),
    });
  }

  private async admit(viewer: Viewer, id: string): Promise<string[] | null> {
    const held = await this.discussions.lookFor(viewer, id);
    return held && (held.place ? [`workspace:${held.place._id.toHexString()}`] : []);
  }

  private async readers(members: MemberId[], visitors: number) {
    const people = await this.members.named(members);
    const names = [...people.values()].map(({ name }) => name);
    return (locale: Locale, named: boolean): string => {
      const t = translator(locale);
      const shown = named ? names.slice(0, MAX_NAMED) : [];
      const count = names.length + visitors - shown.length;
      const others = count > 0 ? [t('discussions.live.others', { count, named: shown.length > 0 ? 'yes' : 'no' })] : [];
      const list = formatter(locale).list([...shown, ...others]);
      return shown.length + count > 0 ? t('discussions.live.readers', { names: list }) : '';
    };
  }
}
