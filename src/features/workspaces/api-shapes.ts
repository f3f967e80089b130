import { z } from 'zod';
import { listOf } from '../../platform/api/api.js';
import type { Invitation } from './invitation.model.js';
import type { PersonHere, Waiting } from './people.js';
import { PURPOSES, VISIBILITIES, type Workspace, workspacePath } from './workspace.model.js';

const time = z.iso.datetime();

export const WorkspaceShape = z.object({
  id: z.string(),
  slug: z.string(),
  path: z.string(),
  name: z.string(),
  description: z.string(),
  purpose: z.enum(PURPOSES),
  language: z.string(),
  tags: z.array(z.string()),
  visibility: z.enum(VISIBILITIES),
  archived: z.boolean(),
  members: z.number().int(),
  createdAt: time,
  activeAt: time,
});

export const PersonShape = z.object({
  handle: z.string(),
  name: z.string(),
  country: z.string(),
  role: z.enum(['member', 'facilitator']),
  since: time,
});

export const PeopleShape = listOf(PersonShape);

export const WaitingShape = z.object({ handle: z.string(), name: z.string(), message: z.string(), since: time });

export const InvitationShape = z.object({ id: z.string(), email: z.string(), at: time, expiresAt: time });

export const shownWorkspace = (workspace: Workspace): z.input<typeof WorkspaceShape> => ({
  id: workspace._id.toHexString(),
  slug: workspace.slug,
  path: workspacePath(workspace),
  name: workspace.name,
  description: workspace.description,
  purpose: workspace.purpose,
  language: workspace.language,
  tags: workspace.tags.map(({ name }) => name),
  visibility: workspace.visibility,
  archived: workspace.archived !== null,
  members: workspace.memberCount,
  createdAt: workspace.createdAt.toISOString(),
  activeAt: workspace.activeAt.toISOString(),
});

export const shownPerson = ({
  handle,
  name,
  country,
  facilitates,
  since,
}: PersonHere): z.input<typeof PersonShape> => ({
  handle,
  name,
  country: country ?? '',
  role: facilitates ? 'facilitator' : 'member',
  since: since.toISOString(),
});

export const shownWaiting = ({ person, message, since }: Waiting): z.input<typeof WaitingShape> => ({
  handle: person.handle,
  name: person.name,
  message,
  since: since.toISOString(),
});

export const shownInvitation = ({ _id, email, at, expiresAt }: Invitation): z.input<typeof InvitationShape> => ({
  id: _id.toHexString(),
  email,
  at: at.toISOString(),
  expiresAt: expiresAt.toISOString(),
});
