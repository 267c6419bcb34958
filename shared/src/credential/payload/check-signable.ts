import { Refused } from '../verify/verdict.ts';
import { checkContent } from './check-content.ts';
import { checkCurriculum } from './check-curriculum.ts';
import type { YearCredentialPayload } from './payload.ts';

/**
 * What a registry asks before it freezes or signs a payload: every rule by which a reader would call it INVALID. Throws
 * `Refused`. Without this the registry would find its own signature wanting, and stop.
 */
export const checkSignable = (payload: YearCredentialPayload): void => {
  checkContent(payload);
  const contradiction = checkCurriculum(payload).find(({ outcome }) => outcome === 'failed');
  if (contradiction?.code !== undefined) throw new Refused(contradiction.code);
};
