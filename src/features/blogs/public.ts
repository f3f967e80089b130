/** What other features may use of blogs. */
export { BlogsModule } from './blogs.module.js';
export { type ImportedComment, ImportedComments } from './imported/imported-comments.js';
export { type ImportedPost, ImportedPosts } from './imported/imported-posts.js';
