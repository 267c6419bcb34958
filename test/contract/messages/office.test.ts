import { type NewMessage, queueMessage } from '@hocba/server/connectors/messages/queue-message';
import { openSenders } from '@hocba/server/connectors/messages/senders';
import { insertStudents } from '@hocba/server/storage/queries/schools/schools';
import type { SchoolMessage } from '@hocba/shared/contract/messages/office';
import { RegistryError } from '@hocba/shared/problems';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Registry, startRegistry } from '../../fixtures/registry.ts';

let registry: Registry;
let clerk: string;
/** Numbers that take no messages. */
let dead: Set<string>;
let sent: string[];

beforeEach(async () => {
  dead = new Set();
  sent = [];
  const sms = {
    send: async ({ to }: { readonly to: string }) => {
      if (dead.has(to)) throw new RegistryError('MESSAGE_REFUSED');
      sent.push(to);
    },
  };
  registry = await startRegistry({ services: { senders: openSenders({ sms }) } });
  await registry.addAccount({ name: 'clerk.tantrao', role: 'clerk' });
  await registry.addAccount({ name: 'clerk.phanthiet', role: 'clerk', school: '08000102' });
  clerk = (await registry.signIn('clerk.tantrao')).token;
  await registry.db.commit(
    insertStudents([
      {
        id: 's1',
        code: '0812345678',
        personal_id: null,
        name: 'Nguyễn Thị Ánh Tuyết',
        sort_key: 'tuyet',
        search_key: 'nguyen thi anh tuyet',
        birth_date: '2013-05-17',
        sex: 'female',
        ethnicity: 'Kinh',
      },
    ]),
  );
});

afterEach(() => registry.close());

const tell = async (contact: string, other: Partial<NewMessage<'code-used'>> = {}): Promise<void> => {
  const message = {
    channel: 'sms',
    contact,
    language: 'vi',
    sentence: 'code-used',
    parameters: { pupil: 'Tuyết', date: '01/10/2026' },
    student: 's1',
    guardian: null,
    school: '08000101',
    ...other,
  } as const;
  registry.pass(1000);
  await registry.db.commit(queueMessage(message, registry.clock()));
  await registry.idle();
};

interface Listed {
  readonly failed: readonly SchoolMessage[];
  readonly others: readonly SchoolMessage[];
  readonly next: string | null;
}
const list = async (token = clerk, query = ''): Promise<Listed> =>
  (await registry.inject(token, { method: 'GET', url: `/school-messages${query}` })).json();
const act = (id: string, what: string, token = clerk) =>
  registry.inject(token, { method: 'POST', url: `/school-messages/${id}/${what}` });

it('the office sees failed messages first, with the whole number, and the others masked', async () => {
  dead.add('+84912345678');
  await tell('+84912345678');
  await tell('+84987654321');
  const { failed, others } = await list();
  const pupil = { code: '0812345678', name: 'Nguyễn Thị Ánh Tuyết' };
  expect(failed).toMatchObject([
    { contact: '+84912345678', state: 'failed', problem: 'MESSAGE_REFUSED', pupil },
  ]);
  expect(others).toMatchObject([{ contact: '…321', state: 'sent', problem: null, pupil, tries: 1 }]);
});

it('the office of another school sees none of them and can change none', async () => {
  dead.add('+84912345678');
  await tell('+84912345678');
  const [message] = (await list()).failed;
  const other = (await registry.signIn('clerk.phanthiet')).token;
  expect(await list(other)).toMatchObject({ failed: [], others: [], next: null });
  for (const what of ['settle', 'resend']) {
    expect((await act(message?.id ?? '', what, other)).json()).toMatchObject({ code: 'NOT_FOUND' });
  }
  expect((await list()).failed).toEqual([message]);
});

it('a family that the office reached in another way is no task any more, once', async () => {
  dead.add('+84912345678');
  await tell('+84912345678');
  const id = (await list()).failed[0]?.id ?? '';
  const answer = await act(id, 'settle');
  expect([answer.statusCode, answer.json()]).toMatchObject([
    200,
    { contact: '…678', state: 'failed', settledAt: registry.clock() },
  ]);
  expect(await list()).toMatchObject({ failed: [], others: [{ id, state: 'failed' }] });
  expect((await act(id, 'settle')).json()).toMatchObject({ code: 'MESSAGE_NOT_FAILED' });
  expect((await act(id, 'resend')).json()).toMatchObject({ code: 'MESSAGE_NOT_FAILED' });
});

it('a failed message that is sent again reaches the number that works again', async () => {
  dead.add('+84912345678');
  await tell('+84912345678');
  const id = (await list()).failed[0]?.id ?? '';
  dead.clear();
  expect((await act(id, 'resend')).json()).toMatchObject({ state: 'queued', problem: null });
  await registry.idle();
  expect(sent).toEqual(['+84912345678']);
  expect(await list()).toMatchObject({ failed: [], others: [{ id, state: 'sent', tries: 2 }] });
});

it('a message that fails again is a task again', async () => {
  dead.add('+84912345678');
  await tell('+84912345678');
  const id = (await list()).failed[0]?.id ?? '';
  await act(id, 'resend');
  await registry.idle();
  expect((await list()).failed).toMatchObject([{ id, tries: 2 }]);
});

it('more messages than a page holds come page by page, each once', async () => {
  for (let n = 0; n < 53; n += 1) await tell(`+849876${String(n).padStart(5, '0')}`);
  const first = await list();
  const second = await list(clerk, `?before=${first.next}`);
  expect([first.others.length, second.others.length, second.next]).toEqual([50, 3, null]);
  expect(new Set([...first.others, ...second.others].map(({ id }) => id)).size).toBe(53);
});

it('the audit names an act of the office about a message without the number', async () => {
  dead.add('+84912345678');
  await tell('+84912345678');
  const id = (await list()).failed[0]?.id ?? '';
  await act(id, 'settle');
  const rows = await registry.db.query.select().from(registry.db.tables.audit);
  const [row] = rows.filter(({ action }) => action === 'message.settled');
  expect(row).toMatchObject({ actor: 'clerk.tantrao', student: 's1' });
  expect(JSON.stringify(rows)).not.toContain('912345678');
});
