import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Moved } from '../../platform/errors/errors.js';
import { OldAddresses } from '../../platform/web/old-addresses.js';
import { viewerOf } from '../../platform/web/request.js';

/** What WordPress calls every post and page, whatever their other address: `/?p=12`. */
const PLAIN = /^\/(?:index\.php)?\?(?:p|page_id)=\d{1,12}$/;

/** The home page is always there, so no missing page sends these on. */
@Injectable()
export class OldFrontDoor implements CanActivate {
  constructor(@Inject(OldAddresses) private readonly oldAddresses: OldAddresses) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (request.method !== 'GET' || !PLAIN.test(request.url)) return true;
    const address = await this.oldAddresses.find(viewerOf(request), request.url.replace('/index.php', '/'));
    if (address) throw new Moved(request.url, address);
    return true;
  }
}
