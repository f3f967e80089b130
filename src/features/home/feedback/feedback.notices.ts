import { Inject, Injectable } from '@nestjs/common';
import { newId } from '../../../platform/database/ids.js';
import { paragraphsOf } from '../../../platform/text/paragraphs.js';
import { shorten } from '../../../platform/text/plain-text.js';
import { Members, SiteSettings } from '../../accounts/public.js';
import { Notices, notice, type Subject } from '../../notifications/public.js';
import type { Feedback } from './feedback.model.js';
import { Feedbacks, feedbackGiven } from './feedbacks.js';

const TITLE_LENGTH = 80;

/** Administrators hear of what people tell us. */
@Injectable()
export class FeedbackNotices {
  constructor(
    @Inject(Notices) private readonly notices: Notices,
    @Inject(Feedbacks) private readonly feedbacks: Feedbacks,
    @Inject(Members) private readonly members: Members,
    @Inject(SiteSettings) private readonly site: SiteSettings,
  ) {}

  register(): void {
    this.notices.register(
      notice({
        fact: feedbackGiven,
        kind: 'feedback.given',
        line: 'home.feedback.notice.line',
        mailSubject: 'home.feedback.notice.subject',
        button: 'home.feedback.notice.button',
        load: async ({ feedback }) => {
          const found = await this.feedbacks.byId(feedback);
          return found && this.subjectOf(found);
        },
        example: EXAMPLE,
      }),
    );
  }

  private async subjectOf(feedback: Feedback): Promise<Subject> {
    const [{ name: place }, administrators] = await Promise.all([this.site.get(), this.members.administrators()]);
    return {
      ...subjectOf(feedback),
      place,
      direct: administrators,
    };
  }
}

const subjectOf = ({ _id, member, name, email, text, language }: Feedback): Omit<Subject, 'place' | 'direct'> => ({
  workspace: null,
  actor: member,
  actorName: [name, email].filter(Boolean).join(', ') || '?',
  followed: [],
  subject: 'feedback',
  thread: `feedback:${_id.toHexString()}`,
  path: '/admin/feedback',
  title: shorten(text, TITLE_LENGTH),
  html: paragraphsOf(text),
  language,
});

const EXAMPLE: Subject = {
  ...subjectOf({
    _id: newId(),
    text: 'On my telephone the list of workspaces is hard to read in the sun.\n\nCould the type be darker?',
    name: 'Dov',
    email: 'dov@example.org',
    member: null,
    about: '/workspaces',
    language: 'en',
    at: new Date(),
    done: null,
  }),
  place: 'Palabre',
  direct: [],
};
