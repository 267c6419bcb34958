import { expect, it } from 'vitest';
import {
  asOverload,
  describeDatabaseFault,
  describeFault,
  describeFileFault,
  driverCode,
  isDatabaseAway,
} from './away.ts';

const withCode = (code: string, message = 'connect') => Object.assign(new Error(message), { code });
/** As drizzle hands on what a driver said. */
const wrapped = (cause: unknown) => new Error('Failed query: select … params: Nguyễn Văn A', { cause });

it.each([
  ['ECONNREFUSED', withCode('ECONNREFUSED')],
  ['ETIMEDOUT', wrapped(withCode('ETIMEDOUT'))],
  ['57P01', wrapped(withCode('57P01'))],
  ['57014', withCode('57014')],
  ['SQLITE_BUSY', wrapped(withCode('SQLITE_BUSY'))],
  ['CONNECTION_ENDED', wrapped(new Error('Connection terminated unexpectedly'))],
  ['CONNECT_TIMEOUT', new Error('timeout exceeded when trying to connect')],
])('field 43: the error %s says that the database is away, and callers may come again', (code, error) => {
  expect(driverCode(error)).toBe(code);
  expect(asOverload(error)).toMatchObject({ code: 'OVERLOADED', retryAfterSeconds: 5 });
});

it('no other fault is taken for a database that is away', () => {
  for (const error of [
    withCode('23505'),
    withCode('42P01'),
    new Error('x'),
    new TypeError('y'),
    null,
    'text',
  ]) {
    expect(isDatabaseAway(error)).toBe(false);
    expect(asOverload(error)).toBe(error);
  }
});

it('field 43: a fault of the database is named in words, without what was asked', () => {
  expect(describeDatabaseFault(withCode('28P01'))).toContain('refuses the password');
  expect(describeDatabaseFault(withCode('3D000'))).toContain('does not exist');
  const refused = withCode('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:5432');
  expect(describeDatabaseFault(wrapped(refused))).toContain(
    'cannot be reached (connect ECONNREFUSED 127.0.0.1',
  );
  expect(describeDatabaseFault(wrapped(withCode('SQLITE_READONLY_DIRECTORY')))).toContain(
    'cannot be written',
  );
  expect(describeDatabaseFault(wrapped(refused))).not.toContain('Nguyễn');
  expect(describeDatabaseFault(new Error('x'))).toBeUndefined();
});

it('field 21: a folder that this user may not write in is named', () => {
  const denied = Object.assign(new Error("EACCES: permission denied, mkdir 'data'"), {
    code: 'EACCES',
    path: 'data',
  });
  expect(describeFileFault(denied)).toBe('data: This user may not use it (EACCES).');
  expect(describeFileFault(new Error('x'))).toBeUndefined();
});

it('field 21: a port that another program has is named, and one that this user may not open', () => {
  const fault = (code: string) => Object.assign(new Error(code), { code, syscall: 'listen', port: 80 });
  expect(describeFault(fault('EADDRINUSE'))).toMatch(/^Another program uses .* \(EADDRINUSE\)\.$/);
  expect(describeFault(fault('EACCES'))).toMatch(/^This user may not open .* \(EACCES\)\.$/);
});

it('field 21: a place where a file could not be copied to, made or unpacked is named', () => {
  const fault = (code: string, more: object) => Object.assign(new Error(code), { code, ...more });
  expect(describeFileFault(fault('EACCES', { path: 'a', dest: 'b', syscall: 'copyfile' }))).toMatch(
    /^a → b: /,
  );
  expect(describeFileFault(fault('EACCES', { path: 'x/.hocba-1-XXXXXX', syscall: 'mkdtemp' }))).toMatch(
    /^x: /,
  );
  expect(describeFileFault(fault('ENOENT', { path: '/proc/x', syscall: 'mkdir' }))).toContain(
    'No folder can',
  );
});

it('field 21: a statement that failed is never quoted with its values', () => {
  const cause = Object.assign(new Error('FOREIGN KEY constraint failed'), {
    code: 'SQLITE_CONSTRAINT_FOREIGNKEY',
  });
  const error = new Error('Failed query: insert into "student" values (?)\nparams: Nguyễn Thị Hoa', {
    cause,
  });
  expect(describeFault(error)).toBe('FOREIGN KEY constraint failed (SQLITE_CONSTRAINT_FOREIGNKEY)');
});
