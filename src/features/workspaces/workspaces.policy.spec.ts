import { Types } from 'mongoose';
import { Viewer, type ViewerMember, type WorkspaceRole } from '../../platform/access/viewer.js';
import type { Visibility } from './workspace.model.js';
import { creationRules, visibleWorkspaces, workspaceRules } from './workspaces.policy.js';

const ids = {
  ana: new Types.ObjectId(),
  ben: new Types.ObjectId(),
  eve: new Types.ObjectId(),
  gil: new Types.ObjectId(),
};
const workspaceId = new Types.ObjectId();

type Person = 'ana' | 'ben' | 'eve' | 'gil' | 'dov' | 'new';
const roles: Partial<Record<Person, WorkspaceRole>> = { ana: 'facilitator', ben: 'member' };

/** As `Standings` would make them: Ana facilitates, Ben belongs, Eve does not, Gil administers, Dov visits, "new" has not confirmed. */
function viewer(person: Person, visibility: Visibility): Viewer {
  const member: ViewerMember | null =
    person === 'dov'
      ? null
      : {
          id: person === 'new' ? new Types.ObjectId() : ids[person],
          handle: person,
          name: person,
          languages: [],
          confirmed: person !== 'new',
          roles: person === 'gil' ? ['administrator'] : [],
        };
  const role = roles[person];
  const hidden = !role && (visibility === 'private' || (visibility === 'members' && !member));
  const workspaces = new Map(role ? [[workspaceId.toHexString(), role]] : []);
  return new Viewer(member, { workspaces, hidden: hidden ? [workspaceId] : [] }, 'en', 'UTC');
}

const workspace = (visibility: Visibility, archived = false) => ({
  _id: workspaceId,
  visibility,
  archived: archived ? { at: new Date(), by: ids.ana } : null,
  facilitators: [ids.ana],
});

const removeBen = (...[who, where]: Parameters<typeof workspaceRules.view>) =>
  workspaceRules.remove(who, { ...where, facilitators: [ids.ana] }, ids.ben);

const rules = { ...workspaceRules, remove: removeBen };
type Rule = keyof typeof rules;

/** For each rule and kind of workspace: who may. */
const table: [Rule, Visibility, string][] = [
  ['view', 'public', 'ana ben eve gil dov new'],
  ['view', 'members', 'ana ben eve gil new'],
  ['view', 'private', 'ana ben'],
  ['join', 'public', 'eve gil'],
  ['join', 'members', ''],
  ['join', 'private', ''],
  ['askToJoin', 'public', ''],
  ['askToJoin', 'members', 'eve gil'],
  ['askToJoin', 'private', ''],
  ['contribute', 'public', 'ana ben'],
  ['contribute', 'members', 'ana ben'],
  ['contribute', 'private', 'ana ben'],
  ['leave', 'public', 'ana ben'],
  ['leave', 'private', 'ana ben'],
  ['facilitate', 'public', 'ana gil'],
  ['facilitate', 'members', 'ana gil'],
  ['facilitate', 'private', 'ana'],
  ['manage', 'public', 'ana gil'],
  ['manage', 'private', 'ana'],
  ['archive', 'public', 'ana gil'],
  ['archive', 'private', 'ana'],
  ['restore', 'public', ''],
  ['remove', 'public', 'ana gil'],
  ['remove', 'private', 'ana'],
];

const archivedTable: [Rule, Visibility, string][] = [
  ['view', 'public', 'ana ben eve gil dov new'],
  ['join', 'public', ''],
  ['askToJoin', 'members', ''],
  ['contribute', 'public', ''],
  ['leave', 'public', 'ana ben'],
  ['facilitate', 'public', 'ana gil'],
  ['manage', 'public', ''],
  ['archive', 'public', ''],
  ['restore', 'public', 'ana gil'],
  ['restore', 'private', 'ana'],
];

const everybody: Person[] = ['ana', 'ben', 'eve', 'gil', 'dov', 'new'];

const allowed = (rule: Rule, visibility: Visibility, archived: boolean) =>
  everybody.filter((person) => rules[rule](viewer(person, visibility), workspace(visibility, archived))).join(' ');

test.each(table)('%s in a %s workspace: %s', (rule, visibility, who) => {
  expect(allowed(rule, visibility, false)).toBe(who);
});

test.each(archivedTable)('%s in an archived %s workspace: %s', (rule, visibility, who) => {
  expect(allowed(rule, visibility, true)).toBe(who);
});

test('a facilitator is not removed, and nobody removes themselves', () => {
  const led = { ...workspace('public'), facilitators: [ids.ana, ids.ben] };
  expect(workspaceRules.remove(viewer('ana', 'public'), workspace('public'), ids.ben)).toBe(true);
  expect(workspaceRules.remove(viewer('ana', 'public'), led, ids.ben)).toBe(false);
  expect(workspaceRules.remove(viewer('ana', 'public'), workspace('public'), ids.ana)).toBe(false);
});

test('the filter of lists agrees with the rule', () => {
  for (const visibility of ['public', 'members', 'private'] as const) {
    for (const person of everybody) {
      const { _id } = visibleWorkspaces(viewer(person, visibility)) as { _id?: { $nin: Types.ObjectId[] } };
      const listed = !_id?.$nin.some((id) => id.equals(workspaceId));
      expect([person, visibility, listed]).toEqual([
        person,
        visibility,
        workspaceRules.view(viewer(person, visibility), workspace(visibility)),
      ]);
    }
  }
});

test.each([
  ['create', 'open', 'ana ben eve gil'],
  ['create', 'request', 'gil'],
  ['request', 'open', ''],
  ['request', 'request', 'ana ben eve'],
  ['decide', 'request', 'gil'],
] as const)('%s a workspace where the site is set to "%s": %s', (rule, workspaceCreation, who) => {
  const may = everybody.filter((person) => creationRules[rule](viewer(person, 'public'), { workspaceCreation }));
  expect(may.join(' ')).toBe(who);
});
