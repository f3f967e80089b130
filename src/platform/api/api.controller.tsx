import { Controller, Get, Inject } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { Open } from '../access/access.js';
import { Config } from '../config/config.js';
import { DocumentAnswer, page } from '../web/answers.js';
import { openApi } from './openapi.js';
import { ReferencePage } from './reference-page.js';

/** What programs and their writers need to know of the API. */
@Controller('api/v1')
@Open()
export class ApiController {
  constructor(
    @Inject(ModulesContainer) private readonly modules: ModulesContainer,
    @Inject(Config) private readonly config: Config,
  ) {}

  @Get('openapi.json')
  document() {
    return new DocumentAnswer(
      JSON.stringify(openApi(this.modules, this.config.publicUrl)),
      'application/json; charset=utf-8',
      { 'cache-control': 'public, max-age=300' },
    );
  }

  @Get('docs')
  reference() {
    const document = openApi(this.modules, this.config.publicUrl);
    return page((ui) => <ReferencePage ui={ui} document={document} />);
  }
}
