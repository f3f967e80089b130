/** The pages that combine; nobody builds on them. */
export { HomeModule } from './home.module.js';
