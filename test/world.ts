import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ModulesContainer } from '@nestjs/core';
import { getConnectionToken, getModelToken } from '@nestjs/mongoose';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Connection, Model } from 'mongoose';
import { boot, type Running } from '../src/boot.js';
import { Members, Sessions } from '../src/features/accounts/public.js';
import { readConfig } from '../src/platform/config/config.js';
import { Facts } from '../src/platform/facts/facts.js';
import { Jobs } from '../src/platform/jobs/jobs.js';
import type { Delivery } from '../src/platform/mail/delivery.model.js';
import { Role } from '../src/platform/role.js';
import { Browser } from './browser.js';
import { type CastMember, members as cast, PASSWORD } from './cast.js';

/** The whole application on a real database, with the cast in it and nothing else. */
export class World {
  private constructor(
    private readonly running: Running,
    private readonly folder: string,
    readonly origin: string,
  ) {}

  /** `env` overrides settings, such as REDIS_URL; `people` are there from the beginning. */
  static async start(env: Record<string, string> = {}, people = cast): Promise<World> {
    const folder = await mkdtemp(join(tmpdir(), 'palabre-'));
    const shared = process.env.TEST_MONGODB_URI ? { MONGODB_URI: databaseOfItsOwn(process.env.TEST_MONGODB_URI) } : {};
    const config = readConfig({
      DATA_DIR: folder,
      LOG_LEVEL: 'error',
      PORT: '0',
      PUBLIC_URL: 'http://palabre.test',
      NODE_ENV: 'test',
      ...shared,
      ...env,
    });
    const running = await boot(config, new Role(true, true));
    await running.app.listen({ port: 0, host: '127.0.0.1' });
    const world = new World(running, folder, await running.app.getUrl());
    await world.invite(people);
    return world;
  }

  get app(): NestFastifyApplication {
    return this.running.app;
  }

  get modules(): ModulesContainer {
    return this.app.get(ModulesContainer);
  }

  get connection(): Connection {
    return this.app.get<Connection>(getConnectionToken());
  }

  model<T>(name: string): Model<T> {
    return this.app.get<Model<T>>(getModelToken(name), { strict: false });
  }

  /** A browser in which this person is signed in; `null` is a visitor's. */
  async as(member: CastMember | null): Promise<Browser> {
    if (!member) return new Browser(this.origin);
    const found = await this.app.get(Members, { strict: false }).byHandle(member.handle);
    if (!found) throw new Error(`${member.name} is not here`);
    const token = await this.app
      .get(Sessions, { strict: false })
      .begin(found._id, { address: '127.0.0.1', agent: 'test' });
    return new Browser(this.origin, { palabre_session: token });
  }

  /** Lets everything that follows from what was done happen: facts, notifications, e-mail. */
  async settle(): Promise<void> {
    await this.app.get(Jobs).settle();
    await this.app.get(Facts).sweep();
    await this.app.get(Jobs).settle();
  }

  /** The e-mail that somebody got, oldest first. */
  async mailTo(member: CastMember | string): Promise<Delivery['message'][]> {
    const address = typeof member === 'string' ? member : member.email;
    const lines = await this.model<Delivery>('Delivery')
      .find({ 'message.to.address': address })
      .sort({ claimedAt: 1 })
      .lean<Delivery[]>();
    return lines.map((line) => line.message);
  }

  async end(): Promise<void> {
    if (process.env.TEST_MONGODB_URI) await this.connection.dropDatabase();
    await this.running.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  private async invite(people: CastMember[]): Promise<void> {
    const members = this.app.get(Members, { strict: false });
    for (const person of people) {
      // In development the cast is there already.
      if (await members.byHandle(person.handle)) continue;
      const { _id } = await members.create({
        ...person,
        password: PASSWORD,
        confirmed: true,
        acceptedTermsAt: new Date(),
      });
      await this.model('Member').updateOne({ _id }, { $set: { timeZone: person.timeZone } });
    }
  }
}

let databases = 0;

function databaseOfItsOwn(uri: string): string {
  const url = new URL(uri);
  url.pathname = `/palabre-test-${process.pid}-${Date.now()}-${databases++}`;
  return url.href;
}
