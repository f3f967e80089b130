import { databaseNamedIn } from './places.js';

test.each([
  [null, 'palabre'],
  ['mongodb://host', 'palabre'],
  ['mongodb://host/', 'palabre'],
  ['mongodb://host/?directConnection=true', 'palabre'],
  ['mongodb://one:27017,two:27018/community?replicaSet=rs', 'community'],
  ['mongodb://user:p%40ss@host/community', 'community'],
  ['mongodb+srv://user:secret@cluster.example.org/our%20place', 'our place'],
  ['mongodb://%2Frun%2Fengine.sock/?directConnection=true', 'palabre'],
])('the database of %s is %s', (uri, name) => {
  expect(databaseNamedIn(uri)).toBe(name);
});
