import { YearCredentialPayload } from '@hocba/shared/credential/payload/payload';
import type { FitsPayload } from '@hocba/shared/credential/verify/verify';
import { Compile } from 'typebox/compile';

const compiled = Compile(YearCredentialPayload);

/**
 * Whether a payload fits the published schema: the same schema as every reader's, compiled because issuing
 * checks each record twice.
 */
export const fitsPayload: FitsPayload = (payload): payload is YearCredentialPayload =>
  compiled.Check(payload);
