import { PROBLEM_TITLES } from '@hocba/shared/problem-titles';
import { PROBLEMS, type ProblemCode, RegistryError } from '@hocba/shared/problems';
import type { FastifyError } from 'fastify';
import { type Static, Type } from 'typebox';

/** Media type of RFC 9457. */
export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** One fault of the input: where, and which rule of the schema; never the value. */
const InputFault = Type.Object({ path: Type.String(), rule: Type.String() });
type InputFault = Static<typeof InputFault>;

/** An error as the caller sees it. */
export const ProblemDocument = Type.Object({
  type: Type.String({ pattern: '^urn:hocba:problem:' }),
  title: Type.String(),
  status: Type.Integer({ minimum: 400, maximum: 599 }),
  code: Type.Unsafe<ProblemCode>({ type: 'string', enum: Object.keys(PROBLEMS) }),
  detail: Type.Optional(Type.String()),
  errors: Type.Optional(Type.Array(InputFault)),
});
export type ProblemDocument = Static<typeof ProblemDocument>;

/** Fastify's own errors in the words of the catalogue; what is not here is our fault. */
const FASTIFY_CODES: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_VALIDATION: 'INVALID_INPUT',
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  FST_ERR_CTP_EMPTY_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'MALFORMED_JSON',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'MALFORMED_JSON',
  FST_ERR_CTP_INVALID_JSON_BODY: 'MALFORMED_JSON',
  FST_ERR_BAD_URL: 'NOT_FOUND',
  FST_ERR_INVALID_URL: 'NOT_FOUND',
  FST_ERR_MAX_PARAM_LENGTH: 'NOT_FOUND',
  FST_ERR_NOT_FOUND: 'NOT_FOUND',
  FST_ERR_HANDLER_TIMEOUT: 'OVERLOADED',
  FST_UNDER_PRESSURE: 'OVERLOADED',
};

/** The problem code of any error. */
const problemCodeOf = (error: unknown): ProblemCode => {
  if (error instanceof RegistryError) return error.code;
  const code = (error as { code?: unknown } | null)?.code;
  const isKnown = typeof code === 'string' && Object.hasOwn(FASTIFY_CODES, code);
  return (isKnown ? FASTIFY_CODES[code] : undefined) ?? 'INTERNAL';
};

const faultsOf = (error: unknown): InputFault[] | undefined => {
  const { validation, validationContext } = error as Partial<FastifyError>;
  return validation?.map(({ instancePath, keyword }) => ({
    path: `${validationContext ?? ''}${instancePath}`,
    rule: keyword,
  }));
};

/**
 * The problem document of any error. Details stay in the log except for faults of the input, where they say what
 * to change; an unknown error says INTERNAL and nothing else.
 */
export const problemDocument = (error: unknown): ProblemDocument => {
  const code = problemCodeOf(error);
  const { status } = PROBLEMS[code];
  const title = PROBLEM_TITLES[code];
  const detail = error instanceof RegistryError && status === 400 ? error.detail : undefined;
  const errors = code === 'INVALID_INPUT' ? faultsOf(error) : undefined;
  return {
    type: `urn:hocba:problem:${code}`,
    title,
    status,
    code,
    ...(detail === undefined ? {} : { detail }),
    ...(errors === undefined ? {} : { errors }),
  };
};
