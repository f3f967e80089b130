import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '../../platform/access/viewer.js';
import type { Listing } from '../../platform/api/api.js';
import { type ContentKind, Contents, type Latest } from '../../platform/content/contents.js';
import { NotFound, SignInNeeded } from '../../platform/errors/errors.js';
import type { MessageKey } from '../../platform/i18n/keys.js';
import { foldTag } from '../../platform/text/tags.js';
import { Directory, type ListedMember, type Member, type MemberId, Members } from '../accounts/public.js';
import { OnlineNow } from './online-now.js';
import type { PeopleFilter } from './people.input.js';

const LATEST = 5;

/** A person as the directory shows them. */
export interface ShownPerson {
  handle: string;
  name: string;
  country: string;
  languages: string[];
  interests: { key: string; name: string }[];
  online: boolean;
  /** Where their own blog is, when they have written in it. */
  ownPlaces: { label: MessageKey; path: string }[];
}

/** The people of the community, as one another's members see them; and those who wrote publicly, as everybody does. */
@Injectable()
export class People {
  constructor(
    @Inject(Directory) private readonly directory: Directory,
    @Inject(Members) private readonly members: Members,
    @Inject(Contents) private readonly contents: Contents,
    @Inject(OnlineNow) private readonly onlineNow: OnlineNow,
  ) {}

  /** The directory is for members. @throws SignInNeeded */
  async listFor(
    viewer: Viewer,
    { q, country, language, interest, from, after, limit }: PeopleFilter & { limit: number },
  ): Promise<Listing<ShownPerson>> {
    if (!viewer.member) throw new SignInNeeded();
    const { items, next } = await this.directory.list(
      { words: q, country: country.toUpperCase(), language, interest: foldTag(interest), from },
      { after, limit },
    );
    return { items: await this.shown(viewer, items), next };
  }

  /** Who joined last, for members. */
  async newestFor(viewer: Viewer, limit: number): Promise<ShownPerson[]> {
    return viewer.member ? this.shown(viewer, await this.directory.newest(limit)) : [];
  }

  /**
   * A profile. For visitors there are only the people who wrote something that visitors may read; of all others they are not told
   * whether they exist.
   * @throws NotFound, and SignInNeeded for visitors.
   */
  async findFor(viewer: Viewer, handle: string): Promise<Member> {
    const found = await this.lookFor(viewer, handle);
    if (!found) throw viewer.member ? new NotFound() : new SignInNeeded();
    return found;
  }

  /** As `findFor`, with null for who is not there for them. */
  async lookFor(viewer: Viewer, handle: string): Promise<Member | null> {
    const found = (await this.directory.profile(handle)) ?? (await this.themselves(viewer, handle));
    return found && (viewer.member || (await this.contents.wroteFor(viewer, found._id))) ? found : null;
  }

  /** The latest that they wrote, of each kind, as far as the viewer may see it. */
  latestOf(viewer: Viewer, by: MemberId): Promise<Latest[]> {
    return this.contents.latest(viewer, { by, limit: LATEST });
  }

  /** Their own blog and the like, as far as the viewer finds something there. */
  async ownPlacesOf(
    viewer: Viewer,
    { _id, handle }: Pick<Member, '_id' | 'handle'>,
  ): Promise<ShownPerson['ownPlaces']> {
    const keepers = await this.keepersOf(viewer, [_id]);
    return placesKeptBy(keepers, _id, handle);
  }

  private async shown(viewer: Viewer, people: ListedMember[]): Promise<ShownPerson[]> {
    const ids = people.map(({ _id }) => _id);
    const [online, keepers] = await Promise.all([this.onlineNow.membersHere(), this.keepersOf(viewer, ids)]);
    return people.map(({ _id, handle, name, country, languages, interests }) => ({
      handle,
      name,
      country,
      languages,
      interests,
      online: online.has(_id.toHexString()),
      ownPlaces: placesKeptBy(keepers, _id, handle),
    }));
  }

  private keepersOf(viewer: Viewer, ids: MemberId[]): Promise<Keepers[]> {
    const places = this.contents.kinds.flatMap(({ ownPlace }) => ownPlace ?? []);
    return Promise.all(places.map(async (place) => ({ place, keptBy: await place.keptBy(viewer, ids) })));
  }

  /** Whoever has not confirmed their address yet sees themselves, and is not seen. */
  private async themselves(viewer: Viewer, handle: string): Promise<Member | null> {
    return viewer.member?.handle === handle.toLowerCase() ? this.members.byHandle(handle) : null;
  }
}

interface Keepers {
  place: NonNullable<ContentKind['ownPlace']>;
  keptBy: ReadonlySet<string>;
}

const placesKeptBy = (keepers: Keepers[], id: MemberId, handle: string): ShownPerson['ownPlaces'] =>
  keepers.flatMap(({ place, keptBy }) =>
    keptBy.has(id.toHexString()) ? { label: place.label, path: place.pathOf(handle) } : [],
  );
