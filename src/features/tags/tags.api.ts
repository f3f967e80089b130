import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { Open } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { Api, CursorQuery, listOf } from '../../platform/api/api.js';
import { foldTag } from '../../platform/text/tags.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { TaggedLists } from './tagged-lists.js';
import { SuggestQuery, TagParams } from './tags.input.js';
import { Tags } from './tags.js';

const TagShape = z.object({ key: z.string(), name: z.string(), count: z.number().int() });
const SuggestionsShape = z.object({ items: z.array(z.string()) });
const TaggedShape = z.object({
  id: z.string(),
  title: z.string(),
  path: z.string(),
  language: z.string().optional(),
  author: z.string(),
  publishedAt: z.iso.datetime(),
  tags: z.array(z.string()),
});

/** Tags for programmes, and for the script that offers them while somebody types. */
@Controller('api/v1')
export class TagsApi {
  constructor(
    @Inject(Tags) private readonly tags: Tags,
    @Inject(TaggedLists) private readonly lists: TaggedLists,
  ) {}

  @Get('tags')
  @Open()
  @Api({ summary: 'List tags in the order of their keys, with how often you see them used', answer: listOf(TagShape) })
  list(@CurrentViewer() viewer: Viewer, @Query({ schema: CursorQuery }) query: CursorQuery) {
    return this.tags.listFor(viewer, query);
  }

  @Get('tag-suggestions')
  @Open()
  @Api({ summary: 'Suggest tags in use that begin like this', answer: SuggestionsShape })
  async suggest(@CurrentViewer() viewer: Viewer, @Query({ schema: SuggestQuery }) { q }: SuggestQuery) {
    return { items: await this.tags.suggestFor(viewer, q) };
  }

  @Get('tags/:tag')
  @Open()
  @Api({ summary: 'List everything that carries a tag, newest first', answer: listOf(TaggedShape) })
  async one(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: TagParams }) { tag }: TagParams,
    @Query({ schema: CursorQuery }) query: CursorQuery,
  ) {
    const { items, next } = await this.lists.listFor(viewer, foldTag(tag), query);
    const shown = items.map(({ id, title, path, language, author, publishedAt, tags }) => ({
      id,
      title,
      path,
      language,
      author,
      publishedAt: publishedAt.toISOString(),
      tags,
    }));
    return { items: shown, next };
  }
}
