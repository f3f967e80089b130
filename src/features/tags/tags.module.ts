import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { WorkspacesModule } from '../workspaces/public.js';
import { tagPlaceSchema, tagTotalSchema } from './tag-count.model.js';
import { TagCounts } from './tag-counts.js';
import { taggedSchema } from './tagged.model.js';
import { Tagging } from './tagging.js';
import { Tags } from './tags.js';

@Module({
  imports: [
    WorkspacesModule,
    MongooseModule.forFeature([
      { name: 'Tagged', schema: taggedSchema },
      { name: 'TagPlace', schema: tagPlaceSchema },
      { name: 'TagTotal', schema: tagTotalSchema },
    ]),
  ],
  providers: [TagCounts, Tagging, Tags],
  exports: [TagCounts, Tagging, Tags],
})
export class TagsModule {}
