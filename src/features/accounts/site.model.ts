import { Schema } from 'mongoose';

/** What the administrator says of the whole community; there is one. */
export interface Site {
  _id: 'site';
  name: string;
  tagline: string;
  /** Markdown, by locale; a language without its own shows the site's first. */
  welcome: Record<string, string>;
  /** What members accept when they join, as Markdown by locale; where it is empty our own words stand. */
  terms: Record<string, string>;
  /** Who may make a workspace: every member, or an administrator on request. */
  workspaceCreation: 'open' | 'request';
  /** Random; signs what must be recognised later, such as unsubscribe links. */
  secret: string;
  setUpAt: Date | null;
  /** Hash of the one-time link by which the first administrator comes in. */
  setUpHash: string | null;
}

export const siteSchema = new Schema<Site>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    tagline: { type: String, default: '' },
    welcome: { type: Schema.Types.Mixed, default: {} },
    terms: { type: Schema.Types.Mixed, default: {} },
    workspaceCreation: { type: String, default: 'open' },
    secret: { type: String, required: true },
    setUpAt: { type: Date, default: null },
    setUpHash: { type: String, default: null },
  },
  { collection: 'site', versionKey: false, minimize: false },
);
