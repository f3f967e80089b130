import { hash, verify } from '@node-rs/argon2';
import { Invalid } from '../../platform/errors/errors.js';
import { isCommonPassword } from './common-passwords.js';

/** argon2id with the parameters that OWASP's password storage cheat sheet gives first: 19 MiB, 2 passes, 1 lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, PARAMETERS);

let decoy: Promise<string> | null = null;
const decoyHash = (): Promise<string> => {
  decoy ??= hashPassword('nobody has this password');
  return decoy;
};

/** Takes as long for somebody who does not exist as for somebody who does. */
export async function passwordMatches(storedHash: string | null, password: string): Promise<boolean> {
  const against = storedHash ?? (await decoyHash());
  const matches = await verify(against, password);
  return storedHash !== null && matches;
}

/** What makes a password easy to guess beyond its length. @throws Invalid on `field`. */
export async function refuseEasyPassword(password: string, own: string[], field = 'password'): Promise<void> {
  const typed = password.toLowerCase();
  if (await isCommonPassword(password)) throw Invalid.field(field, 'accounts.rule.passwordCommon');
  if (new Set(typed).size === 1 || own.some((one) => one.toLowerCase() === typed))
    throw Invalid.field(field, 'accounts.rule.passwordEasy');
}

/** Made before it is needed: the first wrong sign-in takes no longer than the others. */
export const prepareDecoy = (): Promise<string> => decoyHash();
