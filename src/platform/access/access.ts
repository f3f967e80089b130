import { type CanActivate, type ExecutionContext, Inject, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { ConfirmationNeeded, Forbidden, NotFound, SignInNeeded } from '../errors/errors.js';
import { viewerOf } from '../web/request.js';
import type { SiteRole, Viewer } from './viewer.js';

/** Who may call a route at all; what they then get is the policies' matter. */
export type RouteAccess = 'open' | 'member' | 'confirmed' | SiteRole;

const ACCESS = 'palabre:access';
const IN_PERSON = 'palabre:in-person';
const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Anybody, signed in or not. */
export const Open = () => SetMetadata(ACCESS, 'open' satisfies RouteAccess);
/** Any signed-in member, even before the e-mail address is confirmed. */
export const SignedIn = () => SetMetadata(ACCESS, 'member' satisfies RouteAccess);
/** Members who may write: address confirmed, and a token with the scope `write` where one is used. */
export const Confirmed = () => SetMetadata(ACCESS, 'confirmed' satisfies RouteAccess);
/** Holders of a role of the site. For everybody else the route does not exist. */
export const Only = (role: SiteRole) => SetMetadata(ACCESS, role satisfies RouteAccess);

/** Not with a token: whoever finds one must not be able to take the account over, or to make others that outlive it. */
export const InPerson = () => SetMetadata(IN_PERSON, true);

export const accessOf = (
  reflector: Reflector,
  handler: () => unknown,
  controller: new () => unknown,
): RouteAccess | undefined => reflector.getAllAndOverride<RouteAccess | undefined>(ACCESS, [handler, controller]);

/** Closed by default: a route that does not say who may call it is refused (and the server does not start with it). */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(@Inject(Reflector) private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const places = [context.getHandler(), context.getClass()];
    const access = this.reflector.getAllAndOverride<RouteAccess | undefined>(ACCESS, places);
    const inPerson = this.reflector.getAllAndOverride<boolean | undefined>(IN_PERSON, places);
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (access !== 'open') admit(viewerOf(request), access);
    if (!READING.has(request.method) && request.viewer?.scopes?.has('write') === false) throw new Forbidden();
    if (inPerson && request.viewer?.scopes) throw new Forbidden();
    return true;
  }
}

function admit(viewer: Viewer, access: Exclude<RouteAccess, 'open'> | undefined): void {
  if (access === undefined) throw new Forbidden();
  if (!viewer.member) throw access === 'member' || access === 'confirmed' ? new SignInNeeded() : new NotFound();
  if (access === 'member') return;
  if (!viewer.writes && access === 'confirmed')
    throw viewer.member.confirmed ? new Forbidden() : new ConfirmationNeeded();
  if (access !== 'confirmed' && !viewer.has(access) && !viewer.administers) throw new NotFound();
}
