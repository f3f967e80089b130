import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { moment, packCursor, unpackCursor } from '../../platform/api/api.js';
import { NotFound } from '../../platform/errors/errors.js';
import type { Delivery } from '../../platform/mail/delivery.model.js';
import { Ledger } from '../../platform/mail/ledger.js';
import type { MailQuery } from './admin.input.js';

const Cursor = z.tuple([moment, z.string()]);

/** The ledger of e-mail as administrators go through it, on pages and by programs. */
@Injectable()
export class MailDesk {
  constructor(@Inject(Ledger) private readonly ledger: Ledger) {}

  async list({ state, after }: MailQuery, limit: number): Promise<{ lines: Delivery[]; next: string | null }> {
    const cursor = unpackCursor(after, Cursor);
    const { lines, more } = await this.ledger.list({
      limit,
      ...(state !== '' && { state }),
      ...(cursor && { after: { at: new Date(cursor[0]), key: cursor[1] } }),
    });
    const last = lines.at(-1);
    return { lines, next: more && last ? packCursor([last.claimedAt.getTime(), last._id]) : null };
  }

  /** @throws NotFound */
  async find(key: string): Promise<Delivery> {
    const line = await this.ledger.find(key);
    if (!line) throw new NotFound();
    return line;
  }

  maySendAgain(line: Delivery): boolean {
    return this.ledger.maySendAgain(line);
  }

  /** @returns whether it was sent now. @throws NotFound, MailRefused */
  async sendAgain(key: string): Promise<boolean> {
    await this.find(key);
    return this.ledger.sendAgain(key);
  }
}
