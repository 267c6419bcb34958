import { RegistryError } from '@hocba/shared/problems';

const ATTEMPTS = 3;

/** Whether a commit failed because somebody else wrote first. */
const isLostRace = (error: unknown): boolean =>
  error instanceof RegistryError && (error.code === 'WRITE_CONFLICT' || error.code === 'DUPLICATE');

/**
 * Runs a use case that reads, decides and commits, and runs it again from its reading when somebody else wrote
 * meanwhile: three times, then the error. Nothing may be kept from one run to the next.
 */
export const decideAgain = async <T>(useCase: () => Promise<T>, attempt = 1): Promise<T> => {
  try {
    return await useCase();
  } catch (error) {
    if (!isLostRace(error) || attempt >= ATTEMPTS) throw error;
    return decideAgain(useCase, attempt + 1);
  }
};
