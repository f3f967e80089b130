/** What other features may use of the administration. */
export { AdminModule } from './admin.module.js';
