import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { newSecret } from './secrets.js';
import type { Site } from './site.model.js';

/** The community's own settings. */
@Injectable()
export class SiteSettings {
  constructor(@InjectModel('Site') private readonly sites: Model<Site>) {}

  /** Made on first use. */
  async get(): Promise<Site> {
    const found = await this.sites.findById('site').lean<Site>();
    if (found) return found;
    const fresh = { name: 'Palabre', secret: newSecret(), setUpAt: null, setUpHash: null };
    await this.sites.updateOne({ _id: 'site' }, { $setOnInsert: fresh }, { upsert: true });
    return (await this.sites.findById('site').lean<Site>()) as Site;
  }

  async change(fields: Partial<Omit<Site, '_id' | 'secret'>>): Promise<void> {
    await this.sites.updateOne({ _id: 'site' }, { $set: fields });
  }

  /** Uses up the link of the first run. @returns false when somebody was faster. */
  async takeSetUp(hash: string): Promise<boolean> {
    const { modifiedCount } = await this.sites.updateOne(
      { _id: 'site', setUpHash: hash },
      { $set: { setUpHash: null } },
    );
    return modifiedCount === 1;
  }
}
