import { Injectable } from '@nestjs/common';
import type { MessageKey } from '../../platform/i18n/keys.js';

export interface AdminSection {
  href: string;
  label: MessageKey;
  order: number;
}

/** The parts of the administration. Features add theirs while modules initialise. */
@Injectable()
export class AdminSections {
  private readonly sections: AdminSection[] = [];

  add(section: AdminSection): void {
    this.sections.push(section);
    this.sections.sort((a, b) => a.order - b.order);
  }

  get all(): readonly AdminSection[] {
    return this.sections;
  }
}
