import { userInfo } from 'node:os';
import type { Instant } from '@hocba/shared/school/identifiers';
import { ISSUE_JOB } from '../../records/issue-lane.ts';
import { type Resumed, resumeLane } from '../../work/halt.ts';
import { type CommandIo, withDb } from '../command.ts';
import type { Said } from '../texts/said.ts';
import { faultText } from './doctor-texts.ts';

/** The user of this machine who runs the command; a container may have a user without a name. */
const userOfMachine = (): string => {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
};

/** The acts that were done, a line for each. */
const linesOf = ({ halt, jobs }: Resumed): Said[] => {
  const lines: Said[] = [];
  if (halt !== undefined) {
    const why = faultText(`${halt.since}: ${halt.why}`);
    lines.push([
      `The halt of signing is lifted. It stood since ${why}`,
      `Đã cho ký tiếp. Việc ký bị dừng từ ${why}`,
    ]);
  }
  if (jobs > 0) {
    lines.push([
      `Signing jobs that were given up and are due again: ${jobs}`,
      `Số việc ký đã bỏ dở nay được làm lại: ${jobs}`,
    ]);
  }
  if (lines.length === 0) {
    lines.push([
      'Nothing was changed: signing is not halted, and no signing job was given up',
      'Không thay đổi gì: việc ký không bị dừng và không có việc ký nào bỏ dở',
    ]);
  }
  return lines;
};

/** `hocba keys resume`: lets issuing go on after a person has looked. A running registry notices within a second. */
export const resumeIssuing = async (io: CommandIo): Promise<number> => {
  const at = new Date().toISOString() as Instant;
  const resumed = await withDb((db) => resumeLane(db, ISSUE_JOB, { at, user: userOfMachine() }));
  for (const line of linesOf(resumed)) io.out(line);
  return 0;
};
