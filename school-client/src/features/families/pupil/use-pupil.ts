import type { BodyOf } from '@hocba/shared/contract/endpoint';
import { type Confirmation, confirmEnrolment } from '@hocba/shared/contract/enrolment/confirmation';
import { printRecordSlip, type RecordSlip } from '@hocba/shared/contract/enrolment/record-slip';
import * as office from '@hocba/shared/contract/family/office';
import type { StudentId } from '@hocba/shared/school/identifiers';
import { useCallback, useEffect, useState } from 'react';
import { type CallError, callErrorOf, useSessionKeeper } from '../../../work/session.ts';

/** The guardians of a pupil on the screen, and the acts of the office on them. */
export interface PupilState {
  readonly list: office.PupilGuardians | undefined;
  /** The slip that was made last, shown this once. */
  readonly slip: office.GuardianSlip | undefined;
  readonly problem: CallError | undefined;
  readonly isPending: boolean;
  endLink(link: office.PupilGuardian['link'], reason: string): void;
  setRights(link: office.PupilGuardian['link'], body: BodyOf<typeof office.setGuardianRights>): void;
  renew(link: office.PupilGuardian['link']): void;
  issue(body: BodyOf<typeof office.issueGuardianSlip>): void;
  propose(body: BodyOf<typeof office.proposeOrder>): void;
  decide(order: office.GuardianOrder['id'], decision: 'confirm' | 'decline'): void;
  endOrder(order: office.GuardianOrder['id'], reason: string): void;
  /** The confirmation of enrolment that was signed last, on the screen to be printed. */
  readonly confirmation: Confirmation | undefined;
  confirm(): void;
  /** The paper for a family without a phone that was made last, shown this once. */
  readonly recordSlip: RecordSlip | undefined;
  printRecordSlip(): void;
  closeSlip(): void;
}

/** Fetches the guardians of a pupil and keeps them as each act leaves them. */
export const usePupil = (student: StudentId): PupilState => {
  const { callRegistry } = useSessionKeeper();
  const [list, setList] = useState<office.PupilGuardians>();
  const [slip, setSlip] = useState<office.GuardianSlip>();
  const [recordSlip, setRecordSlip] = useState<RecordSlip>();
  const [confirmation, setConfirmation] = useState<Confirmation>();
  const [problem, setProblem] = useState<CallError>();
  const [isPending, setPending] = useState(false);
  const run = useCallback(<Answer>(call: Promise<Answer>, take: (answer: Answer) => void) => {
    setPending(true);
    setProblem(undefined);
    call.then(take, (error: unknown) => setProblem(callErrorOf(error))).finally(() => setPending(false));
  }, []);
  useEffect(
    () => run(callRegistry(office.listPupilGuardians, { params: { student } }), setList),
    [callRegistry, student, run],
  );
  return {
    list,
    slip,
    problem,
    isPending,
    endLink: (link, reason) =>
      run(callRegistry(office.endGuardianLink, { params: { student, link }, body: { reason } }), setList),
    setRights: (link, body) =>
      run(callRegistry(office.setGuardianRights, { params: { student, link }, body }), setList),
    renew: (link) =>
      run(callRegistry(office.renewGuardian, { params: { student, link }, body: {} }), setSlip),
    issue: (body) => run(callRegistry(office.issueGuardianSlip, { params: { student }, body }), setSlip),
    propose: (body) => run(callRegistry(office.proposeOrder, { params: { student }, body }), setList),
    decide: (order, decision) =>
      run(callRegistry(office.decideOrder, { params: { student, order }, body: { decision } }), setList),
    endOrder: (order, reason) =>
      run(callRegistry(office.endOrder, { params: { student, order }, body: { reason } }), setList),
    confirmation,
    recordSlip,
    printRecordSlip: () =>
      run(callRegistry(printRecordSlip, { params: { student }, body: {} }), setRecordSlip),
    confirm: () => run(callRegistry(confirmEnrolment, { params: { student }, body: {} }), setConfirmation),
    closeSlip: () => {
      setSlip(undefined);
      setConfirmation(undefined);
      setRecordSlip(undefined);
    },
  };
};
