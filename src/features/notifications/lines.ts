import { Inject, Injectable } from '@nestjs/common';
import type { T } from '../../platform/i18n/translator.js';
import { Members } from '../accounts/public.js';
import { Notices } from './notices.js';
import type { Notification } from './notification.model.js';

export type Worded = Pick<Notification, 'kind' | 'actor' | 'actorName' | 'title' | 'place'>;

/** Says notifications in a sentence each: "Ben answered in …". */
@Injectable()
export class Lines {
  constructor(
    @Inject(Members) private readonly members: Members,
    @Inject(Notices) private readonly notices: Notices,
  ) {}

  /** In the order in which they are given. */
  async of(t: T, told: readonly Worded[]): Promise<string[]> {
    const people = await this.members.named(told.flatMap(({ actor }) => actor ?? []));
    return told.map(({ kind, actor, actorName, title, place }) => {
      const line = this.notices.get(kind)?.line;
      const name = actor ? (people.get(actor.toHexString())?.name ?? '–') : actorName;
      return line ? t(line, { actor: name, title, place }) : title;
    });
  }
}
