import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { devRoutes } from '../sign-in/dev.ts';
import { ROUTES } from './app.ts';
import { openApiOf } from './openapi.ts';

const routes = [...ROUTES, ...devRoutes];
const document = openApiOf(routes, '1.0.0') as {
  paths: Record<
    string,
    Record<string, { operationId: string; security: unknown[]; responses: object; requestBody?: object }>
  >;
  components: { schemas: Record<string, unknown> };
};

describe('the OpenAPI document', () => {
  test('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const result = await validator.validate(structuredClone(document));
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
    expect(validator.version).toBe('3.1');
  });

  test('would not be valid with a route that says nothing of its answers', async () => {
    const broken = structuredClone(document) as {
      paths: Record<string, Record<string, { responses?: unknown }>>;
    };
    delete broken.paths['/v1/cases']?.get?.responses;
    (broken.paths as Record<string, unknown>)['no-slash'] = {};
    expect((await new Validator().validate(broken)).valid).toBe(false);
  });

  test('describes every route that is mounted, and no other', () => {
    const described = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method} ${path}`),
    );
    expect(described.sort()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort());
  });

  test('gives each operation a name of its own', () => {
    const names = Object.values(document.paths).flatMap((operations) =>
      Object.values(operations).map(({ operationId }) => operationId),
    );
    expect(new Set(names).size).toBe(names.length);
  });

  test('refers only to schemas that it holds', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, to]) => to ?? '');
    expect(references.length).toBeGreaterThan(50);
    for (const to of references)
      expect(Object.keys(document.components.schemas)).toContain(to.replace('#/components/schemas/', ''));
  });

  test('holds schemas of JSON Schema 2020-12 alone, none of which an older draft reads otherwise', () => {
    const ajv = new Ajv2020({ strictTypes: false, keywords: ['components'] });
    addFormats.default(ajv);
    ajv.addSchema({ $id: 'document', components: document.components });
    const schemas = schemasIn(document.paths);
    expect(schemas.length).toBeGreaterThan(300);
    for (const schema of [...schemas, ...Object.values(document.components.schemas)]) {
      const text = JSON.stringify(schema);
      ajv.compile(JSON.parse(text.replaceAll('"#/components/', '"document#/components/')));
      expect(text).not.toMatch(/"prefixItems"|"items":\[|"\$recursiveRef"|"definitions":/);
    }
  });

  test('bounds every whole number that it takes, as columns do', () => {
    const unbounded = routes.flatMap(({ method, path, params, query, body }) =>
      [params, query, body].flatMap((schema) =>
        schema !== undefined && unboundedIn(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }))
          ? [`${method} ${path}`]
          : [],
      ),
    );
    expect(unbounded).toEqual([]);
  });

  test('asks for a token wherever the route does', () => {
    for (const { path, method, access } of routes)
      expect(document.paths[path]?.[method]?.security, path).toEqual(
        access === 'public' ? [] : [{ token: [] }],
      );
  });
});

/** What stands under a key `schema`, wherever. */
function schemasIn(part: unknown): unknown[] {
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, each]) => [
    ...(key === 'schema' ? [each] : []),
    ...schemasIn(each),
  ]);
}

/** Zod gives an integer the bound of JavaScript where it has none. */
function unboundedIn(part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return false;
  const { type, maximum = Number.MAX_SAFE_INTEGER } = part as { type?: unknown; maximum?: number };
  return (type === 'integer' && maximum >= Number.MAX_SAFE_INTEGER) || Object.values(part).some(unboundedIn);
}
