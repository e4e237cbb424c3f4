/**
 * Holds every answer of a server against the document of the API: its status, its media type, the headers that it promises, and its
 * JSON, in which nothing may stand that the document does not name. For tests: what differs is answered 500, and reported.
 */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Response } from 'express';
import type { Inspection } from '../../api/http/app.ts';

interface Documented {
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
  readonly headers?: Readonly<Record<string, { readonly required?: boolean }>>;
}

type Operations = Readonly<Record<string, { readonly responses: Readonly<Record<string, Documented>> }>>;

const PROBLEM = 'application/problem+json';

/** `report` is told in one line of every answer that is not as documented. */
export function answerCheck(report: (fault: string) => void): Inspection {
  return (document) => {
    const fault = faultsBy(document);
    return (req, res, next) => {
      let seen = false;
      const check = (body: Buffer | null): string | null => {
        if (seen) return null;
        seen = true;
        const found = fault(req.method, res, body);
        if (found === null) return null;
        const line = `${req.method} ${res.locals.route ?? req.path} → ${res.statusCode}: ${found}`;
        report(line);
        return line;
      };
      const write = res.write.bind(res) as (...args: unknown[]) => boolean;
      const end = res.end.bind(res) as (...args: unknown[]) => Response;
      const parts: Buffer[] = [];
      // JSON is looked at whole, also where it comes in parts, as it does when a session is kept; a stream when it begins.
      res.write = (...args: unknown[]) => {
        if (isJson(typeOf(res))) parts.push(bytesOf(args));
        else check(null);
        return write(...args);
      };
      res.end = (...args: unknown[]) => {
        const line = check(Buffer.concat([...parts, bytesOf(args)]));
        if (line === null || res.headersSent) return end(...args);
        const content = JSON.stringify({ ...UNDOCUMENTED, detail: line });
        for (const name of res.getHeaderNames()) if (name.startsWith('content-')) res.removeHeader(name);
        res.statusCode = 500;
        res.setHeader('Content-Type', PROBLEM);
        res.setHeader('Content-Length', Buffer.byteLength(content));
        return end(content);
      };
      next();
    };
  };
}

const UNDOCUMENTED = {
  type: '/problems/internal',
  title: 'The answer is not as documented',
  status: 500,
  code: 'internal',
  instance: '',
};

function bytesOf([first, encoding]: readonly unknown[]): Buffer {
  if (typeof first === 'string')
    return Buffer.from(first, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8');
  return first instanceof Uint8Array ? Buffer.from(first) : Buffer.alloc(0);
}

function typeOf(res: Response): string {
  return String(res.getHeader('content-type') ?? '').split(';')[0] ?? '';
}

const isJson = (type: string): boolean => /[/+]json$/.test(type);

function faultsBy(document: Readonly<Record<string, unknown>>) {
  const schemaOf = schemasOf(document);
  const paths = document.paths as Readonly<Record<string, Operations>>;
  /** null: the answer is as documented. `body` null: it is a stream. */
  return (method: string, res: Response, body: Buffer | null): string | null => {
    const type = typeOf(res);
    const { route } = res.locals as { route?: string };
    const operations = route === undefined ? undefined : paths[route];
    const operation = operations?.[method.toLowerCase()] ?? (method === 'HEAD' ? operations?.get : undefined);
    // What is no operation of the document (a page, an unknown address, another method) may only be a problem as every other.
    if (operation === undefined) return type === PROBLEM ? faultIn(schemaOf(PROBLEM_SCHEMA), body) : null;
    const documented = operation.responses[res.statusCode];
    if (documented === undefined) return `the status is not documented: ${body?.toString() ?? ''}`;
    for (const [name, { required }] of Object.entries(documented.headers ?? {}))
      if (required === true && !res.hasHeader(name)) return `the header ${name} is missing`;
    if (method === 'HEAD') return null;
    if (documented.content === undefined)
      return body?.length === 0 ? null : 'a body where none is documented';
    const content = documented.content[type];
    if (content === undefined) return `the media type ${type || '(none)'} is not documented`;
    return isJson(type) ? faultIn(schemaOf(content.schema), body) : null;
  };
}

const PROBLEM_SCHEMA = { $ref: '#/components/schemas/Problem' };

/** One validator for each schema of the document, made when it is first needed. */
function schemasOf({ components }: Readonly<Record<string, unknown>>): (schema: object) => ValidateFunction {
  const ajv = new Ajv2020({ allErrors: true, strictTypes: false, keywords: ['components'] });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'document', components });
  const made = new Map<object, ValidateFunction>();
  return (schema) => {
    const within = JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"document#/components/'));
    const validate = made.get(schema) ?? ajv.compile(within);
    made.set(schema, validate);
    return validate;
  };
}

function faultIn(validate: ValidateFunction, body: Buffer | null): string | null {
  if (body === null) return null;
  if (validate(JSON.parse(body.toString()))) return null;
  return (validate.errors ?? [])
    .map(({ instancePath, message, params }) => `${instancePath || '/'} ${message} ${JSON.stringify(params)}`)
    .join('; ');
}
