import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { z } from 'zod';
import { Open } from '../platform/access/access.js';
import { Config } from '../platform/config/config.js';
import { NotFound } from '../platform/errors/errors.js';
import { declaredFacts } from '../platform/facts/fact.js';
import { Facts } from '../platform/facts/facts.js';
import { declaredJobs } from '../platform/jobs/jobs.js';
import { page } from '../platform/web/answers.js';
import { routesOf } from '../platform/web/wiring.js';
import { galleryPage } from './gallery/gallery-page.js';
import { samples } from './gallery/samples.js';
import { DevPage, IndexPage } from './pages/dev-pages.js';
import { FactsPage } from './pages/facts-page.js';

const SampleParams = z.object({ sample: z.string().max(40) });
type SampleParams = z.infer<typeof SampleParams>;

@Controller('dev')
@Open()
export class DevController {
  constructor(
    @Inject(ModulesContainer) private readonly modules: ModulesContainer,
    @Inject(Facts) private readonly facts: Facts,
    @Inject(Config) private readonly config: Config,
  ) {}

  @Get()
  index() {
    return page((ui) => <IndexPage ui={ui} />);
  }

  @Get('gallery')
  gallery() {
    return page((ui) => galleryPage(ui, (name) => `/dev/gallery/${name}`));
  }

  /** A whole page made of samples, in the frame of the site. */
  @Get('gallery/:sample')
  sample(@Param({ schema: SampleParams }) { sample }: SampleParams) {
    const found = samples.find(({ name }) => name === sample);
    if (!found) throw new NotFound();
    return page((ui) => found.page({ ...ui, path: found.path }));
  }

  @Get('facts')
  async factsPage() {
    const waiting = await this.facts.waiting();
    const facts = declaredFacts().map((fact) => ({
      name: fact.name,
      silent: fact.silent,
      listeners: this.facts.listenersOf(fact),
    }));
    return page((ui) => <FactsPage ui={ui} facts={facts} waiting={waiting} />);
  }

  @Get('jobs')
  jobs() {
    const driver = this.config.redisUrl ? 'BullMQ on Redis' : 'in this process';
    const rows = declaredJobs().map(({ name, attempts, backoffMs }) => [name, attempts, `${backoffMs} ms`]);
    const head = ['Job', 'Attempts', 'First pause'];
    return page((ui) => <DevPage ui={ui} title="Jobs" intro={`Worked off ${driver}.`} head={head} rows={rows} />);
  }

  @Get('routes')
  routes() {
    const rows = routesOf(this.modules)
      .sort((a, b) => (a.path < b.path ? -1 : 1))
      .map(({ path, method, access, controller, handler }) => [
        path,
        method,
        access ?? 'closed',
        `${controller.name}.${handler.name}`,
      ]);
    const head = ['Path', 'Method', 'Access', 'Handler'];
    return page((ui) => <DevPage ui={ui} title="Routes" intro={`${rows.length} in all.`} head={head} rows={rows} />);
  }
}
