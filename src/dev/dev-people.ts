import { Inject, Injectable } from '@nestjs/common';
import { Directory, Members, Profiles, Sessions, SiteSettings } from '../features/accounts/public.js';
import { Clock } from '../platform/clock/clock.js';
import { NotFound } from '../platform/errors/errors.js';
import { members as cast, PASSWORD } from './cast.js';

/** The cast, as members of an empty community. */
@Injectable()
export class DevPeople {
  constructor(
    @Inject(Members) private readonly members: Members,
    @Inject(Profiles) private readonly profiles: Profiles,
    @Inject(Directory) private readonly directory: Directory,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(SiteSettings) private readonly site: SiteSettings,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Where nobody is yet, they all come; then nobody has to set the site up. */
  async arrive(): Promise<void> {
    if ((await this.directory.newest(1)).length > 0) return;
    for (const { timeZone, locale, ...person } of cast) {
      const acceptedTermsAt = this.clock.now();
      const { _id } = await this.members.create({
        ...person,
        locale,
        password: PASSWORD,
        confirmed: true,
        acceptedTermsAt,
      });
      await this.profiles.changeLanguage(_id, { locale, timeZone });
    }
    await this.site.change({ setUpAt: this.clock.now() });
  }

  /** Those of the cast who are here. */
  async present() {
    const found = await Promise.all(cast.map(({ handle }) => this.members.byHandle(handle)));
    return found.flatMap((member) => member ?? []);
  }

  /** @returns the token of a new session as this person. @throws NotFound for who is not of the cast. */
  async become(handle: string, agent: string): Promise<string> {
    const member = cast.some((person) => person.handle === handle) ? await this.members.byHandle(handle) : null;
    if (!member) throw new NotFound();
    return this.sessions.begin(member._id, { address: '127.0.0.1', agent });
  }
}
