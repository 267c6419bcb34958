import { RegistryError } from '@hocba/shared/problems';
import { driverCode } from './away.ts';

/**
 * What a log or a job row may say of an error: its code, or a class of error, the driver's code and its place.
 * Messages of drivers and parsers quote values, which may be names and marks.
 */
export const errorName = (error: unknown): string => {
  if (error instanceof RegistryError) return error.message;
  if (!(error instanceof Error)) return 'unknown';
  const code = driverCode(error);
  const place = error.stack?.split('\n').find((line) => line.trimStart().startsWith('at '));
  return [error.name, code, place?.trim()].filter((part) => part !== undefined).join(' ');
};
