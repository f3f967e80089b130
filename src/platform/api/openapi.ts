import { HTTP_CODE_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { ModulesContainer } from '@nestjs/core';
import { z } from 'zod';
import { type Route, routesOf } from '../web/wiring.js';
import { API, type ApiDescription } from './api.js';

type Json = Record<string, unknown>;

interface Parameter extends Json {
  name: string;
  in: 'path' | 'query';
  required: boolean;
}

export interface Operation extends Json {
  summary: string | undefined;
  tags: string[];
  parameters: Parameter[];
  requestBody?: Json;
  responses: Json;
}

export interface OpenApiDocument extends Json {
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
}

const PREFIX = '/api/v1';

/** The OpenAPI 3.1 document, made from the routes that are really there and the zod shapes that really check them. */
export function openApi(modules: ModulesContainer, publicUrl: string): OpenApiDocument {
  const paths: OpenApiDocument['paths'] = {};
  for (const route of apiRoutes(modules)) {
    const path = route.path.slice(PREFIX.length).replace(/:(\w+)\??/g, '{$1}') || '/';
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Palabre API',
      version: '1',
      description:
        'Same verbs and rules as the pages. Errors are problem documents (RFC 9457). Lists are paged by cursor.',
    },
    servers: [{ url: `${publicUrl}${PREFIX}` }],
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'palabre_session' },
      },
    },
  };
}

/** The routes of the API, each with what is said of it. */
export const apiRoutes = (modules: ModulesContainer): (Route & { description: ApiDescription | undefined })[] =>
  routesOf(modules)
    .filter(({ path }) => path.startsWith(`${PREFIX}/`) && !/\/(openapi\.json|docs)$/.test(path))
    .map((route) => ({ ...route, description: Reflect.getMetadata(API, route.handler) as ApiDescription | undefined }));

function operation(route: Route & { description: ApiDescription | undefined }): Operation {
  const { body, query, param } = shapesOf(route);
  const status =
    route.description?.status ??
    (Reflect.getMetadata(HTTP_CODE_METADATA, route.handler) as number | undefined) ??
    (route.method === 'POST' ? 201 : 200);
  const { answer } = route.description ?? {};
  return {
    summary: route.description?.summary,
    operationId: `${route.controller.name}.${route.handler.name}`,
    tags: [route.path.slice(PREFIX.length + 1).split('/')[0] ?? ''],
    security: route.access === 'open' ? [{}, { token: [] }, { session: [] }] : [{ token: [] }, { session: [] }],
    parameters: [...pathParameters(route, param), ...queryParameters(query)],
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } },
    }),
    responses: {
      [status]: {
        description: 'Done',
        ...(answer && { content: { 'application/json': { schema: schemaOf(answer, 'output') } } }),
      },
      default: { description: 'A problem', content: { 'application/problem+json': { schema: PROBLEM } } },
    },
  };
}

interface Shapes {
  body?: z.ZodType;
  query?: z.ZodType;
  param?: z.ZodType;
}

/** The zod schemas at the parameters of a handler, where Nest keeps them. */
function shapesOf({ controller, handler }: Route): Shapes {
  const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, handler.name) ?? {}) as Record<
    string,
    { schema?: z.ZodType }
  >;
  const of = (type: RouteParamtypes) =>
    Object.entries(args).find(([key, { schema }]) => key.startsWith(`${type}:`) && schema)?.[1].schema;
  return { body: of(RouteParamtypes.BODY), query: of(RouteParamtypes.QUERY), param: of(RouteParamtypes.PARAM) };
}

function pathParameters(route: Route, shape: z.ZodType | undefined): Parameter[] {
  const properties =
    (shape ? (schemaOf(shape, 'input').properties as Record<string, Json> | undefined) : undefined) ?? {};
  return [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: properties[name] ?? { type: 'string' },
  }));
}

function queryParameters(shape: z.ZodType | undefined): Parameter[] {
  if (!shape) return [];
  const { properties = {}, required = [] } = schemaOf(shape, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

const schemaOf = (shape: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: 'any' });
  return schema;
};

const PROBLEM: Json = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { field: { type: 'string' }, rule: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};
