import type { OpenYear } from './year.ts';

/**
 * The registry said that a school year is not this account's any more: what it had sent leaves the device. What was
 * entered here stays, because nobody else has it.
 */
export const withdraw = async (year: OpenYear): Promise<void> => {
  await year.inbox.reset();
  year.show({ withdrawn: true });
};
