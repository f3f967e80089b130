import { type DynamicModule, Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';

/** The one connection. Its database is named in the address, or is `palabre`. */
@Module({})
export class DatabaseModule {
  static at(uri: string): DynamicModule {
    const named =
      new URL(uri.replace(/^mongodb(\+srv)?:/, 'http:').replace(/\/\/([^@/]*@)?[^/]*/, '//host')).pathname.length > 1;
    return {
      module: DatabaseModule,
      imports: [
        MongooseModule.forRoot(uri, {
          ...(named ? {} : { dbName: 'palabre' }),
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
