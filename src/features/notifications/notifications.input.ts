import { z } from 'zod';
import { optionalLine } from '../../platform/web/input.js';
import { FOLLOW_KINDS, WAYS } from './follow.model.js';

const followTarget = {
  kind: z.enum(FOLLOW_KINDS),
  target: z.string().min(1).max(120),
};

/** From the box beside a list: `way` chosen, or `stop`. */
export const FollowForm = z.object({ ...followTarget, way: z.enum([...WAYS, 'stop']), back: optionalLine(500) });
export type FollowForm = z.infer<typeof FollowForm>;

export const FollowInput = z.object({ ...followTarget, way: z.enum(WAYS) });
export type FollowInput = z.infer<typeof FollowInput>;

export const FollowParams = z.object(followTarget);
export type FollowParams = z.infer<typeof FollowParams>;
