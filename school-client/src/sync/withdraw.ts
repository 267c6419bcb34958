import type { OpenYear } from './year.ts';

/**
 * The registry said that a school year is not this account's any more: what it had sent leaves the device. Entries made
 * here stay, because nobody else has them.
 */
export const withdraw = async (year: OpenYear): Promise<void> => {
  await year.inbox.reset();
  year.show({ withdrawn: true });
};
