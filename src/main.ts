import { openDoor } from './door.js';
import { Role } from './platform/role.js';

/** `npm start`: pages and jobs in one process. `npm run web` (`main.js web`): pages only, where a worker runs beside. */
const webOnly = process.argv[2] === 'web';
await openDoor(new Role(true, !webOnly), webOnly ? 'web' : null);
