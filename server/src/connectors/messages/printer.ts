import type { Sender } from './sender.ts';

/** A sender that writes each message as one line, for the demo and for tests: nothing leaves the machine. */
export const printingSender = (print: (line: string) => void): Sender => ({
  send: async ({ to, subject, text }) => print(`✉ ${to}: ${subject === '' ? text : `${subject} | ${text}`}`),
});
