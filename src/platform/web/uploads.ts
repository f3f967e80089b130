import { isUtf8 } from 'node:buffer';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { BadRequest } from '../errors/errors.js';

/** What one request may hold beside its files. */
export const BODY_LIMIT = 1_500_000;

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

const FILES = 5;
const PARTS = 60;

/** Every part comes as bytes: what busboy takes for text has question marks where it is broken, and is read as the sender declares it. */
export const multipartOptions = {
  attachFieldsToBody: 'keyValues' as const,
  isPartAFile: () => true,
  onFile: takePart,
  throwFileSizeLimit: false,
  limits: { fileSize: FILE_LIMIT, files: PARTS, parts: PARTS },
};

async function takePart(this: FastifyRequest, part: MultipartFile): Promise<void> {
  const value = part.filename === undefined ? await textOf(part) : await fileOf(part, this);
  if (value !== null) Object.assign(part, { value });
}

async function textOf(part: MultipartFile): Promise<string> {
  const bytes = await bytesOf(part, BODY_LIMIT - lengthOf(valuesBefore(part)));
  if (!isUtf8(bytes)) throw new BadRequest();
  return bytes.toString();
}

/**
 * Keeps a file's name with its bytes. A file that is too large does not break the request: the form comes back with what was typed.
 * Nothing is kept in memory for who may not write anyway.
 */
async function fileOf(part: MultipartFile, { viewer }: FastifyRequest): Promise<UploadedFile | null> {
  if (!part.filename || !viewer?.writes) {
    for await (const _ of part.file);
    return null;
  }
  if (valuesBefore(part).filter((value) => value instanceof UploadedFile).length >= FILES) throw tooLarge();
  return new UploadedFile(part.filename, await bytesOf(part, Number.POSITIVE_INFINITY), part.file.truncated);
}

async function bytesOf({ file }: MultipartFile, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of file as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > most) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const tooLarge = () => new BadRequest(413, 'errors.tooLarge');

const valuesBefore = ({ fields }: MultipartFile): unknown[] =>
  Object.values(fields)
    .flat()
    .map((field) => (field && 'value' in field ? field.value : undefined));

const lengthOf = (values: unknown[]): number =>
  values.reduce<number>((sum, value) => sum + (typeof value === 'string' ? Buffer.byteLength(value) : 0), 0);
