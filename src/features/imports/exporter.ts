import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { importKey } from '../../platform/database/imported-ids.js';
import { SiteSettings } from '../accounts/public.js';
import type { PalabreRecordInput } from './readers/palabre-records.js';
import { Features } from './writing/features.js';
import { OldPlaces } from './writing/old-places.js';
import { type Exported, Records } from './writing/records.js';

/** Where the ids of a file in our own format belong to when nothing else is said. */
export const OWN_SOURCE = 'palabre';

/** Everything that people have written here, and who they are, as documents of our own format: what refers to another stands after it. */
@Injectable()
export class Exporter {
  constructor(
    @Inject(Features) private readonly features: Features,
    @Inject(OldPlaces) private readonly oldPlaces: OldPlaces,
    @Inject(SiteSettings) private readonly site: SiteSettings,
    @Inject(Config) private readonly config: Config,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** One line after the other, each with its line break. */
  async *lines(): AsyncGenerator<string> {
    for await (const record of this.records()) yield `${JSON.stringify(record)}\n`;
  }

  async *records(): AsyncGenerator<PalabreRecordInput> {
    const { members, workspaces, posts, comments, discussions, announcements, follows } = this.features;
    yield await this.header();
    const as = new Records(importedAs);
    for await (const member of members.all())
      yield as.member(member, await this.oldPlaces.of('member', member.id.toHexString()));
    for await (const workspace of workspaces.all()) {
      const addresses = await this.oldPlaces.of('workspace', workspace.id.toHexString());
      yield as.workspace(workspace, addresses, (await members.known([workspace.createdBy])).size > 0);
    }
    for await (const membership of workspaces.allMemberships()) yield as.membership(membership);
    for await (const post of posts.all()) yield as.post(post);
    for await (const comment of comments.all()) yield as.comment(comment);
    for await (const discussion of discussions.all())
      yield as.discussion(discussion, await this.oldPlaces.of('discussion', discussion.id.toHexString()));
    for await (const reply of discussions.allReplies()) yield as.reply(reply);
    for await (const announcement of announcements.all()) yield as.announcement(announcement);
    for await (const follow of follows.all()) yield as.follow(follow);
    for await (const subscription of follows.allSubscriptions()) yield as.subscription(subscription);
  }

  private async header(): Promise<PalabreRecordInput> {
    const { name } = await this.site.get();
    const community = { name, url: this.config.publicUrl, language: this.config.defaultLocale };
    return { type: 'palabre', version: 1, exportedAt: this.clock.now().toISOString(), community };
  }
}

/** The key of a thing whose id says as much is left out. */
const importedAs = (type: string, { id, key }: Exported): string | undefined =>
  key === '' || key === importKey(OWN_SOURCE, type, id.toHexString()) ? undefined : key;
