import { z } from 'zod';
import { wayBack } from '../../../platform/web/input.js';
import { emailInput } from '../../accounts/public.js';
import { FollowParams } from '../notifications.input.js';
import { MAILED_WAYS } from './wish.model.js';

/** What the box beside a page sends. */
export const WishInput = FollowParams.extend({ email: emailInput, way: z.enum(MAILED_WAYS).default('daily') });
export type WishInput = z.infer<typeof WishInput>;

export const WishForm = WishInput.extend({ back: wayBack.default('') });
export type WishForm = z.infer<typeof WishForm>;

export const TokenParams = z.object({ token: z.string().min(1).max(200) });
export type TokenParams = z.infer<typeof TokenParams>;

/** One subscription: another way, or `stop`. */
export const SubscriptionForm = FollowParams.extend({ way: z.enum([...MAILED_WAYS, 'stop']) });
export type SubscriptionForm = z.infer<typeof SubscriptionForm>;
