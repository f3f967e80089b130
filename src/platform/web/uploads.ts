import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';

/** 10 MB for a file, as the issue of attachments has it. */
export const FILE_LIMIT = 10 * 1024 * 1024;

/** A file that came with a form. A class, so that no JSON body can pass for one. */
export class UploadedFile {
  constructor(
    /** As the sender calls it: not to be trusted as a path. */
    readonly name: string,
    readonly bytes: Buffer,
    /** It was larger than `FILE_LIMIT`, and only its beginning is here. */
    readonly cut: boolean,
  ) {}
}

/** A form's file field that may be left empty. */
export const optionalFile = z.instanceof(UploadedFile).optional();
export const neededFile = z.instanceof(UploadedFile);

/**
 * Keeps a file's name with its bytes. A file that is too large does not break the request: the form comes back with what was typed.
 * Nothing is kept in memory for who may not write anyway.
 */
export async function takeFile(this: FastifyRequest, part: MultipartFile): Promise<void> {
  if (!part.filename || !this.viewer?.writes) {
    for await (const _ of part.file);
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of part.file) chunks.push(chunk as Buffer);
  Object.assign(part, { value: new UploadedFile(part.filename, Buffer.concat(chunks), part.file.truncated) });
}
