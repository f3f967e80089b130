import { Injectable } from '@nestjs/common';

/** The time, from one place, so that tests can move it. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}
