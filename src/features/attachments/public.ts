/** What other features may use of attachments. */
export { AttachFields } from './attach-fields.js';
export type { Attachment, AttachmentId } from './attachment.model.js';
export { Attachments } from './attachments.js';
export { AttachmentsModule } from './attachments.module.js';
export { attachmentPath, markdownOf } from './mentions.js';
export { Subjects, subjectOf } from './subjects.js';
