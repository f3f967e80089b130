import type { INestApplicationContext, Type } from '@nestjs/common';
import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import { accessOf, type RouteAccess } from '../access/access.js';

export interface Route {
  method: string;
  path: string;
  access: RouteAccess | undefined;
  controller: Type;
  handler: (...args: never[]) => unknown;
}

/** Every route of the application, from the decorators of its controllers. */
export function routesOf(modules: ModulesContainer): Route[] {
  const controllers = [...modules.values()].flatMap((module) => [...module.controllers.values()]);
  const unique = [...new Set(controllers.map(({ metatype }) => metatype as Type))];
  return unique.flatMap((controller) => routesOfController(controller, new Reflector()));
}

function routesOfController(controller: Type, reflector: Reflector): Route[] {
  const prototype = controller.prototype as Record<string, Route['handler']>;
  const prefixes = [Reflect.getMetadata(PATH_METADATA, controller) as string | string[]].flat();
  return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
    const handler = prototype[name];
    const method = handler && (Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined);
    if (!handler || method === undefined) return [];
    const paths = [Reflect.getMetadata(PATH_METADATA, handler) as string | string[]].flat();
    const access = accessOf(reflector, handler, controller);
    return prefixes.flatMap((prefix) =>
      paths.map((path) => ({ method: RequestMethod[method], path: join(prefix, path), access, controller, handler })),
    );
  });
}

const join = (...parts: string[]) =>
  `/${parts
    .flatMap((part) => part.split('/'))
    .filter(Boolean)
    .join('/')}`;

/** A route that does not say who may call it keeps the server from starting. */
export function refuseOpenRoutes(app: INestApplicationContext): void {
  const undeclared = routesOf(app.get(ModulesContainer)).find(({ access }) => access === undefined);
  if (undeclared)
    throw new Error(
      `${undeclared.method} ${undeclared.path} does not say who may call it: add @Open, @SignedIn, @Confirmed or @Only`,
    );
}
