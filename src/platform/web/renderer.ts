import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Flash as ShownFlash, Ui } from '../../ui/ui.js';
import { Config } from '../config/config.js';
import { formatter } from '../i18n/format.js';
import type { Locale } from '../i18n/locales.js';
import { translator } from '../i18n/translator.js';
import type { GoAnswer, PageAnswer } from './answers.js';
import { findAssets } from './assets.js';
import { cookieOptions, FLASH_COOKIE, VISITOR_COOKIE, YEAR_SECONDS } from './cookies.js';
import { formToken, newFormSecret } from './csrf.js';
import { packFlash, unpackFlash } from './flash.js';
import { Frames } from './frame.js';
import { type Request, viewerOf } from './request.js';

/** Renders pages in the frame of the one who reads, and sends people on their way. */
@Injectable()
export class Renderer {
  private readonly assets = findAssets();

  constructor(
    @Inject(Config) private readonly config: Config,
    @Inject(Frames) private readonly frames: Frames,
  ) {}

  async page(answer: PageAnswer, request: Request, reply: FastifyReply): Promise<string> {
    const ui = await this.uiFor(request, reply);
    void reply.status(answer.status).type('text/html; charset=utf-8').header('cache-control', 'private, no-cache');
    return `<!doctype html>${renderToString(answer.render(ui))}`;
  }

  /** A piece of a page that is the same for everybody who reads this language: what goes out to many at once. It must not ask who reads it. */
  piece(locale: Locale, render: (ui: Ui) => VNode): string {
    const frame = {
      community: { name: '' },
      publicUrl: this.config.publicUrl,
      assets: this.assets,
      nav: [],
      flash: [],
      yours: [],
      footer: { links: [] },
    };
    const t = translator(locale);
    return renderToString(render({ t, format: formatter(locale), locale, viewer: null, csrf: '', path: '', frame }));
  }

  go(answer: GoAnswer, reply: FastifyReply): null {
    for (const { name, value, options } of answer.cookies) {
      if (value === null) void reply.clearCookie(name, cookieOptions(this.config, options));
      else void reply.setCookie(name, value, cookieOptions(this.config, options));
    }
    if (answer.flash) void reply.setCookie(FLASH_COOKIE, packFlash(answer.flash), cookieOptions(this.config));
    void reply.header('cache-control', 'no-store').redirect(answer.to, answer.status);
    return null;
  }

  private async uiFor(request: Request, reply: FastifyReply): Promise<Ui> {
    const viewer = viewerOf(request);
    const t = translator(viewer.locale);
    const around = await this.frames.around({ viewer, t });
    return {
      t,
      format: formatter(viewer.locale, viewer.timeZone),
      locale: viewer.locale,
      viewer: viewer.member && {
        name: viewer.member.name,
        handle: viewer.member.handle,
        timeZone: viewer.zoneChosen ? viewer.timeZone : null,
        feedKey: viewer.member.feedKey,
      },
      csrf: this.formTokenOf(request, reply),
      path: request.url,
      frame: { ...around, publicUrl: this.config.publicUrl, assets: this.assets, flash: this.flashOf(request, reply) },
    };
  }

  private formTokenOf(request: Request, reply: FastifyReply): string {
    if (!request.formSecret) {
      request.formSecret = newFormSecret();
      void reply.setCookie(VISITOR_COOKIE, request.formSecret, cookieOptions(this.config, { maxAge: YEAR_SECONDS }));
    }
    return formToken(request.formSecret);
  }

  private flashOf(request: Request, reply: FastifyReply): ShownFlash[] {
    const flash = unpackFlash(request);
    if (!flash) return [];
    void reply.clearCookie(FLASH_COOKIE, cookieOptions(this.config));
    const t = translator(viewerOf(request).locale);
    if (!t.has(flash.key)) return [];
    return [{ kind: flash.kind ?? 'done', text: t(flash.key, flash.params), stored: flash.stored }];
  }
}
