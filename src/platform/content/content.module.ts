import { Global, Module } from '@nestjs/common';
import { Contents } from './contents.js';

@Global()
@Module({ providers: [Contents], exports: [Contents] })
export class ContentModule {}
