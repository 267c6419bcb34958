import { Type } from 'typebox';
import type { Endpoint } from './endpoint.ts';

export const openApi = {
  method: 'GET',
  path: '/openapi.json',
  summary: 'This document',
  access: 'public',
  response: Type.Object(
    { openapi: Type.String({ maxLength: 10 }) },
    // The shape of the rest is OpenAPI's own.
    { additionalProperties: true },
  ),
} as const satisfies Endpoint;
