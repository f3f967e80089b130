import type { CloudTag, Person } from '../../ui/public.js';

/** The people of tests, seeds and screenshots. */
export const ana: Person = { name: 'Ana Diop', handle: 'ana', country: 'SN', online: true };
export const ben: Person = { name: 'Ben Machava', handle: 'ben', country: 'MZ' };
export const cleo: Person = { name: 'Cleo Rochat', handle: 'cleo', country: 'CH' };
export const fin: Person = { name: 'Fin Carvalho', handle: 'fin', country: 'PT' };
export const noor: Person = { name: 'نور الهدى', handle: 'noor', country: 'MA' };

const tag = (label: string, count: number): CloudTag => ({ label, count, href: `/tags/${encodeURIComponent(label)}` });

export const cloud: CloudTag[] = [
  tag('proteção social', 48),
  tag('mutuelles de santé', 31),
  tag('knowledge management', 12),
  tag('acção', 3),
  tag('Mozambique', 22),
  tag('volunteer', 2),
  tag('economía informal', 17),
  tag('gender', 9),
  tag('HIV/SIDA', 6),
  tag('local development', 11),
  tag('trabalho digno', 1),
  tag('التضامن', 4),
];

export const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
