import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { Config } from '../config/config.js';
import { Deliveries } from './deliveries.js';
import { deliverySchema } from './delivery.model.js';
import { Ledger } from './ledger.js';
import { Mailer } from './mailer.js';

@Global()
@Module({
  imports: [MongooseModule.forFeature([{ name: 'Delivery', schema: deliverySchema }])],
  providers: [
    Deliveries,
    Ledger,
    { provide: Mailer, inject: [Config], useFactory: (config: Config) => Mailer.for(config) },
  ],
  exports: [Deliveries, Ledger, Mailer],
})
export class MailModule implements OnApplicationShutdown {
  constructor(@Inject(Mailer) private readonly mailer: Mailer) {}

  onApplicationShutdown(): void {
    this.mailer.close();
  }
}
