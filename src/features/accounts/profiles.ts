import { Inject, Injectable } from '@nestjs/common';
import { record } from '../../platform/facts/fact.js';
import { cleanTag, foldTag } from '../../platform/text/tags.js';
import { memberChanged } from './accounts.facts.js';
import type { LanguageSettings, ProfileInput } from './accounts.input.js';
import type { MemberId } from './member.model.js';
import { Members } from './members.js';

/** What members say of themselves, and how they like to read. */
@Injectable()
export class Profiles {
  constructor(@Inject(Members) private readonly members: Members) {}

  async change(id: MemberId, input: Partial<ProfileInput>): Promise<void> {
    const { name, interests, ...others } = input;
    const fields = {
      ...others,
      ...(name !== undefined && this.members.nameFields(name)),
      ...(interests !== undefined && { interests: interestsFrom(interests) }),
    };
    await this.members.change(id, { $set: fields }, [record(memberChanged, { member: id.toHexString() })]);
  }

  async changeLanguage(id: MemberId, { locale, timeZone }: Partial<LanguageSettings>): Promise<void> {
    const fields = {
      ...(locale !== undefined && { locale: locale || null }),
      ...(timeZone !== undefined && { timeZone: timeZone || null }),
    };
    await this.members.change(id, { $set: fields }, []);
  }
}

/** Each once, whichever way it is spelt. */
function interestsFrom(names: string[]) {
  const tags = names.map((name) => ({ name: cleanTag(name), key: foldTag(name) })).filter(({ key }) => key !== '');
  return [...new Map(tags.map((tag) => [tag.key, tag])).values()];
}
