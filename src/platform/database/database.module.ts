import { type DynamicModule, Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { databaseNamedIn } from './places.js';

/** The one connection. */
@Module({})
export class DatabaseModule {
  static at(uri: string): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        MongooseModule.forRoot(uri, {
          dbName: databaseNamedIn(uri),
          autoIndex: true,
          bufferCommands: false,
          serverSelectionTimeoutMS: 5000,
          retryAttempts: 2,
          maxPoolSize: 20,
          verboseRetryLog: false,
        }),
      ],
    };
  }
}
