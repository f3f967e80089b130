import type { FastifyRequest } from 'fastify';
import type { MessageKey } from '../i18n/keys.js';
import { FLASH_COOKIE } from './cookies.js';

/** What is said once, on the page after an action. */
export interface Flash {
  key: MessageKey;
  params?: Record<string, string | number>;
  kind?: 'done' | 'note' | 'problem';
  /** The `keep` of the form that has been stored: the browser drops its copy. */
  stored?: string;
}

export const packFlash = (flash: Flash): string => Buffer.from(JSON.stringify(flash)).toString('base64url');

export function unpackFlash(request: FastifyRequest): Flash | null {
  const packed = request.cookies[FLASH_COOKIE];
  if (!packed) return null;
  try {
    const flash = JSON.parse(Buffer.from(packed, 'base64url').toString()) as Flash;
    return typeof flash.key === 'string' ? flash : null;
  } catch {
    return null;
  }
}
