import type { ErrorRequestHandler, Request, Response } from 'express';
import { NoSuchObject } from '../../contracts/documents/files.ts';
import type { FieldFault, ProblemCode } from '../../contracts/http/problem.ts';
import { fill, TEXTS } from '../../contracts/texts/index.ts';
import { BadCursor, isUnavailable, RecordConflict, VersionConflict } from '../../db/core/errors.ts';
import type { Refusal } from '../../domain/cases/state/refusal.ts';
import { moneyText } from '../../domain/messages/values.ts';
import { LANGUAGES, type Language } from '../../domain/vocabulary/languages.ts';
import { CaseParked, TemporalUnavailable } from '../../temporal/cases.ts';

/** A field at fault: where (JSON pointer), how, and what the text needs to know. */
export interface FieldError {
  readonly pointer: string;
  readonly kind: FieldFault;
  /** Of `wrong`: what is. */
  readonly message?: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** What the API answers instead of a result; thrown anywhere in a request. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly params: Readonly<Record<string, unknown>>;
  readonly errors: readonly FieldError[];

  constructor(
    code: ProblemCode,
    params: Readonly<Record<string, unknown>> = {},
    errors: readonly FieldError[] = [],
  ) {
    super(code);
    this.code = code;
    this.params = params;
    this.errors = errors;
  }
}

/** The one map from what went wrong to the status of the answer. */
export const STATUS_OF = {
  'not-allowed-now': 409,
  'not-permitted': 403,
  'no-such-case': 404,
  'already-filed': 409,
  'stale-version': 412,
  'key-reused': 422,
  'no-such-task': 409,
  'task-held': 409,
  'not-held': 409,
  'no-such-outcome': 422,
  'reason-required': 422,
  'document-missing': 422,
  'position-missing': 422,
  'no-such-document': 422,
  'no-such-step': 422,
  'limit-reached': 409,
  'fee-unpaid': 409,
  'wrong-amount': 422,
  'already-paid': 409,
  'no-fee': 409,
  'nothing-to-refund': 409,
  'receipt-missing': 422,
  'no-such-delivery': 422,
  'no-post': 409,
  'no-such-shipment': 422,
  'shipment-under-way': 409,
  'same-agency': 422,
  'bad-term': 422,
  'beyond-maximum': 422,
  'extension-too-short': 422,
  'already-rated': 409,
  'merge-with-itself': 422,
  'dispute-first': 409,
  'cannot-move': 409,
  unauthorised: 401,
  'cross-site-request': 403,
  'bad-signature': 401,
  'not-found': 404,
  'method-not-allowed': 405,
  'invalid-input': 422,
  'invalid-json': 400,
  'invalid-encoding': 400,
  'body-too-large': 413,
  'unsupported-media-type': 415,
  'key-required': 400,
  'bad-cursor': 400,
  'unknown-procedure': 422,
  'channel-not-offered': 422,
  'no-such-agency': 422,
  'wrong-owner': 422,
  'unresolved-agency': 422,
  'unknown-assignee': 422,
  'unknown-colleague': 422,
  'too-many-views': 422,
  'personal-data': 422,
  'case-ended': 409,
  'case-parked': 503,
  'invalid-procedure': 422,
  'version-conflict': 409,
  'invalid-calendar': 422,
  'delegation-overlaps': 409,
  'delegation-circle': 409,
  'role-not-delegable': 422,
  'role-not-held': 422,
  'unknown-deputy': 422,
  'own-deputy': 422,
  'bad-period': 422,
  'webhook-exists': 409,
  'webhook-address': 422,
  'delivery-not-dead': 409,
  'message-not-failed': 409,
  'document-under-way': 409,
  'document-impossible': 422,
  'file-missing': 410,
  'too-many-cases': 422,
  'file-empty': 422,
  'file-too-large': 413,
  'file-type': 422,
  'file-cut': 422,
  'file-changed': 422,
  'file-infected': 422,
  'scanner-unavailable': 503,
  'too-many-uploads': 409,
  'upload-offset': 409,
  'upload-checksum': 460,
  'tus-version': 412,
  'range-not-satisfiable': 416,
  'too-many-requests': 429,
  unavailable: 503,
  internal: 500,
} as const satisfies Record<ProblemCode, number>;

/** Where the fault lies in the body, for refusals that are about one of its fields. */
const POINTER_OF: Partial<Record<ProblemCode, string>> = {
  'no-such-outcome': '/outcome',
  'reason-required': '/reason',
  'no-such-step': '/step',
  'no-such-delivery': '/way',
  'no-such-shipment': '/shipment',
  'receipt-missing': '/receipt',
  'wrong-amount': '/amount',
  'same-agency': '/agency',
  'bad-term': '/by',
  'beyond-maximum': '/by',
  'extension-too-short': '/by',
  'merge-with-itself': '/into',
  'document-missing': '/documents',
  'position-missing': '/position',
  'unknown-procedure': '/procedure',
  'channel-not-offered': '/channel',
  'wrong-owner': '/owner',
  'unknown-assignee': '/assignee',
  'unknown-colleague': '/mentions',
  'role-not-delegable': '/role',
  'role-not-held': '/role',
  'unknown-deputy': '/deputy',
  'own-deputy': '/deputy',
  'bad-period': '/until',
  'webhook-exists': '/name',
  'webhook-address': '/url',
  'file-empty': '/file',
  'file-too-large': '/file',
  'file-type': '/file',
  'file-cut': '/file',
  'file-changed': '/file',
  'file-infected': '/file',
  'scanner-unavailable': '/file',
};

const RETRY_AFTER_SECONDS = 5;

export function problemOf(refusal: Refusal): Problem {
  return new Problem(refusal.code, { ...refusal });
}

/** Vietnamese unless the caller prefers another of ours. */
export function languageOf(req: Pick<Request, 'acceptsLanguages'>): Language {
  return (req.acceptsLanguages([...LANGUAGES]) || LANGUAGES[0]) as Language;
}

/** Turns whatever was thrown into the problem that it is; what nobody foresaw is `internal` and tells nothing. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof TemporalUnavailable || isUnavailable(error)) return new Problem('unavailable');
  if (error instanceof CaseParked) return new Problem('case-parked');
  // Words are kept by the key of their request: others came under the same key.
  if (error instanceof RecordConflict) return new Problem('key-reused');
  if (error instanceof BadCursor) return new Problem('bad-cursor');
  if (error instanceof NoSuchObject) return new Problem('file-missing');
  if (error instanceof VersionConflict) return new Problem('version-conflict');
  const type = error instanceof Error && 'type' in error ? error.type : undefined;
  if (type === 'entity.too.large') return new Problem('body-too-large', { limit: '1 MB' });
  if (type === 'encoding.unsupported' || type === 'charset.unsupported')
    return new Problem('unsupported-media-type');
  if (type === 'request.aborted' || type === 'request.size.invalid') return new Problem('invalid-encoding');
  if (error instanceof URIError) return new Problem('not-found');
  return new Problem('internal');
}

/** The body of a problem, as one item of several sees it too. */
export function describe(problem: Problem, language: Language, instance: string) {
  const texts = TEXTS[language];
  const params = readable(problem.params, language);
  const [title, detail] = texts.problems[problem.code];
  const pointer = POINTER_OF[problem.code];
  const errors = [
    // A pointer known to the problem's maker is better than the usual one.
    ...(pointer === undefined || problem.errors.length > 0
      ? []
      : [{ pointer, detail: fill(detail, params) }]),
    ...problem.errors.map(({ pointer: at, kind, message, params: given }) => ({
      pointer: at,
      detail: fill(texts.fields[kind], { message, ...readable(given ?? {}, language) }),
    })),
  ];
  return {
    type: `/problems/${problem.code}`,
    title,
    status: STATUS_OF[problem.code],
    code: problem.code,
    detail: fill(detail, params),
    instance,
    ...(errors.length > 0 ? { errors } : {}),
    ...(typeof problem.params.filed === 'string' ? { case: problem.params.filed } : {}),
  };
}

/** Statuses and actions by their names in the caller's language. */
function readable(params: Readonly<Record<string, unknown>>, language: Language): Record<string, unknown> {
  const { statuses, actions, limits, ways, personal } = TEXTS[language];
  const named = (list: Readonly<Record<string, string>>, value: unknown) =>
    typeof value === 'string' && Object.hasOwn(list, value) ? list[value] : value;
  return {
    ...params,
    status: named(statuses, params.status),
    action: named(actions, params.action),
    what: named({ ...limits, ...personal }, params.what),
    way: named(ways, params.way),
    amount: typeof params.amount === 'number' ? moneyText(params.amount, language) : params.amount,
  };
}

export function sendProblem(req: Request, res: Response, problem: Problem): void {
  const status = STATUS_OF[problem.code];
  res.locals.problem = problem.code;
  if (status === 503 || status === 429) res.setHeader('Retry-After', String(RETRY_AFTER_SECONDS));
  if (status === 401)
    res.setHeader('WWW-Authenticate', problem.code === 'unauthorised' ? 'Bearer' : 'Webhook-Signature');
  const { actual } = problem.params;
  if (problem.code === 'stale-version' && typeof actual === 'number') res.setHeader('ETag', `"${actual}"`);
  const language = languageOf(req);
  res.setHeader('Content-Language', language);
  res.setHeader('Vary', 'Accept-Language');
  res
    .status(status)
    .type('application/problem+json')
    .send(JSON.stringify(describe(problem, language, String(res.locals.requestId))));
}

export function problemHandler(
  onInternal: (error: unknown, req: Request, res: Response) => void,
): ErrorRequestHandler {
  return (error, req, res, next) => {
    if (res.headersSent) {
      next(error);
      return;
    }
    const problem = asProblem(error);
    if (problem.code === 'internal' || problem.code === 'file-missing') onInternal(error, req, res);
    sendProblem(req, res, problem);
  };
}
