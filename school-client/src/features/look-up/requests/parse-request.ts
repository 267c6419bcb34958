import type { BodyOf } from '@hocba/shared/contract/endpoint';
import type { Purpose } from '@hocba/shared/contract/look-up';
import {
  type askWithoutCode,
  type LegalGround,
  SHORTEST_REASON,
} from '@hocba/shared/contract/look-up/requests';
import { readPersonName } from '@hocba/shared/text/plain-text';
import { readRemark } from '@hocba/shared/text/remark';
import { birthDateOf, studentIdOf } from '../parse-form.ts';

/** The form as it was typed. */
export interface RequestForm {
  readonly studentId: string;
  readonly name: string;
  readonly birthDate: string;
  readonly reason: string;
  readonly ground: LegalGround;
  readonly purpose: Purpose;
}

/** A field that does not fit its form. */
export type RequestFault = 'studentId' | 'name' | 'birthDate' | 'reason';

/** The request a form asks for, or which fields do not fit. */
export const parseRequest = (
  form: RequestForm,
): { readonly body: BodyOf<typeof askWithoutCode> } | { readonly faults: readonly RequestFault[] } => {
  const studentId = studentIdOf(form.studentId);
  const birthDate = birthDateOf(form.birthDate);
  const [name, reason] = [readPersonName(form.name), readRemark(form.reason)];
  const faults: RequestFault[] = [];
  if (studentId === undefined) faults.push('studentId');
  if ('finding' in name || name.value === '') faults.push('name');
  if (birthDate === null) faults.push('birthDate');
  if ('fault' in reason || reason.value.length < SHORTEST_REASON) faults.push('reason');
  if (studentId === undefined || birthDate === null || 'finding' in name || 'fault' in reason)
    return { faults };
  if (faults.length > 0) return { faults };
  const { ground, purpose } = form;
  return { body: { studentId, birthDate, name: name.value, reason: reason.value, ground, purpose } };
};
