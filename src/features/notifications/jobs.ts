import { job } from '../../platform/jobs/jobs.js';

/** Sends the e-mail of one notification, if it is still wanted. */
export const deliverMail = job<{ notification: string }>('deliver-mail', { attempts: 8, backoffMs: 5000 });

/** Looks for e-mail and digests that are due: those of the hour, and those whose bell was lost. */
export const deliverDue = job<{ bellMs: number }>('deliver-due', { attempts: 1 });
