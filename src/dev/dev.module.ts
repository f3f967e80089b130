import { Inject, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { AccountsModule } from '../features/accounts/public.js';
import { NotificationsModule } from '../features/notifications/public.js';
import { DevController } from './dev.controller.js';
import { DevMailController } from './dev-mail.controller.js';
import { DevMail } from './dev-mail.js';
import { DevPeopleController } from './dev-people.controller.js';
import { DevPeople } from './dev-people.js';

/** Pages that look behind the others. Booted in development only. */
@Module({
  imports: [AccountsModule, NotificationsModule],
  controllers: [DevController, DevMailController, DevPeopleController],
  providers: [DevMail, DevPeople],
})
export class DevModule implements OnApplicationBootstrap {
  constructor(@Inject(DevPeople) private readonly people: DevPeople) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.people.arrive();
  }
}
