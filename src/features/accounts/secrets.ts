import { createHash, randomBytes } from 'node:crypto';

/** 32 random bytes, for cookies, links in e-mail and personal tokens. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is kept of a secret: without the secret itself nobody can use it, not even who reads the database. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
