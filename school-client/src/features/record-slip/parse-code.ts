import { RECORD_SLIP_CODE } from '@hocba/shared/contract/enrolment/record-slip';

const CODE = new RegExp(RECORD_SLIP_CODE);

/** The code that somebody typed, with blanks and small letters; undefined when it cannot be the code of a slip. */
export const parseSlipCode = (typed: string): string | undefined => {
  const code = typed.replaceAll(/[\s-]/g, '').toUpperCase();
  return CODE.test(code) ? code : undefined;
};
