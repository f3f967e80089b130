import type { MemberOutcome } from '../../accounts/public.js';
import type { PalabreRecordType } from '../readers/palabre-records.js';

export type Counted = Exclude<PalabreRecordType, 'palabre'>;
export type Fate = MemberOutcome;

const TITLES: Record<Counted, string> = {
  member: 'members',
  workspace: 'workspaces',
  membership: 'places in workspaces',
  post: 'posts',
  comment: 'comments',
  discussion: 'discussions',
  reply: 'replies',
  announcement: 'announcements',
  follow: 'follows',
  subscription: 'subscriptions',
};

/** What an import has read, made, updated and left out. */
export class Tally {
  private readonly reads = new Map<Counted, number>();
  private readonly fates = new Map<string, number>();
  private readonly reasons = new Map<string, number>();
  /** The workspaces that something was written into. */
  readonly places: { slug: string; led: boolean }[] = [];

  read(type: Counted): void {
    this.reads.set(type, (this.reads.get(type) ?? 0) + 1);
  }

  wrote(type: Counted, fate: Fate, count = 1): void {
    const key = `${type} ${fate}`;
    this.fates.set(key, (this.fates.get(key) ?? 0) + count);
  }

  left(reason: string): void {
    this.reasons.set(reason, (this.reasons.get(reason) ?? 0) + 1);
  }

  of(type: Counted, fate?: Fate): number {
    return (fate === undefined ? this.reads.get(type) : this.fates.get(`${type} ${fate}`)) ?? 0;
  }

  /** How many were left out, by reason. */
  get skipped(): ReadonlyMap<string, number> {
    return this.reasons;
  }

  /** The summary, line by line. */
  lines({ written }: { written: boolean }): string[] {
    const types = (Object.keys(TITLES) as Counted[]).filter((type) => this.of(type) + this.of(type, 'made') > 0);
    const rows = types.map(
      (type) => `  ${TITLES[type].padEnd(22)}${String(this.of(type)).padStart(8)}${written ? this.fatesOf(type) : ''}`,
    );
    const skipped = [...this.reasons].sort(([, a], [, b]) => b - a);
    return [
      ...(types.length > 0
        ? [`  ${''.padEnd(22)}${'read'.padStart(8)}${written ? HEADS : ''}`, ...rows]
        : ['  nothing']),
      ...(skipped.length > 0 ? ['', '  left out'] : []),
      ...skipped.map(([reason, count]) => `  ${String(count).padStart(8)}  ${reason}`),
    ];
  }

  private fatesOf(type: Counted): string {
    const here = this.of(type, 'kept') + this.of(type, 'known');
    const counts = [this.of(type, 'made'), this.of(type, 'updated'), this.of(type, 'unchanged'), here];
    return counts.map((count) => String(count).padStart(10)).join('');
  }
}

const HEADS = ['made', 'updated', 'as before', 'kept here'].map((head) => head.padStart(10)).join('');
