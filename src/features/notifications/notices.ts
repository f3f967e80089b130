import { Inject, Injectable } from '@nestjs/common';
import { Facts } from '../../platform/facts/facts.js';
import type { Notice } from './notice.js';
import { Teller } from './teller.js';

export type AnyNotice = Notice<never>;

/** The sentences that the features say. */
@Injectable()
export class Notices {
  private readonly byKind = new Map<string, AnyNotice>();

  constructor(
    @Inject(Facts) private readonly facts: Facts,
    @Inject(Teller) private readonly teller: Teller,
  ) {}

  /** Called while modules initialise: from now on the fact is told to whom it concerns. */
  register<Payload extends object>(notice: Notice<Payload>): void {
    if (this.byKind.has(notice.kind)) throw new Error(`two notices are called ${notice.kind}`);
    this.byKind.set(notice.kind, notice as unknown as AnyNotice);
    this.facts.on(notice.fact, (payload, record) => this.teller.tell(notice, payload, record));
  }

  get(kind: string): AnyNotice | undefined {
    return this.byKind.get(kind);
  }

  all(): AnyNotice[] {
    return [...this.byKind.values()];
  }
}
