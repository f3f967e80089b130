import { openDoor } from './door.js';
import { Role } from './platform/role.js';

/** `npm run worker`: jobs only, beside one or more web processes. */
await openDoor(new Role(false, true), 'worker');
