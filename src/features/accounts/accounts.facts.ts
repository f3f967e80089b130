import { fact } from '../../platform/facts/fact.js';

/** Ids travel as hexadecimal text. */
interface About {
  member: string;
}

/** Somebody joined; they are written to, so that they can confirm their address. */
export const memberSignedUp = fact<About & { locale: string }>('member.signed-up');
/** The address is theirs: from now on they may write. */
export const memberConfirmed = fact<About>('member.confirmed', { silent: true });
export const memberPasswordChanged = fact<About & { locale: string }>('member.password-changed');
/** They want another address; both ends are asked. */
export const memberEmailChangeAsked = fact<About & { change: string; locale: string }>('member.email-change-asked');
export const memberEmailChanged = fact<About>('member.email-changed', { silent: true });
/** Name, profile or roles are not what they were. */
export const memberChanged = fact<About>('member.changed', { silent: true });
/** They left, or were taken out. */
export const memberRemoved = fact<About>('member.removed', { silent: true });
