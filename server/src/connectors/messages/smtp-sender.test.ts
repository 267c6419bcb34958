import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, expect, it } from 'vitest';
import { type SmtpOptions, smtpSender } from './smtp-sender.ts';

let server: SMTPServer | undefined;
let mails: { to: string[]; text: string }[];
let connections: number;

/** Starts a real mail server on a free port, and gives the port. */
const serve = async (options: SMTPServerOptions = {}): Promise<number> => {
  mails = [];
  connections = 0;
  const running = new SMTPServer({
    authOptional: true,
    onConnect: (_, callback) => {
      connections += 1;
      callback();
    },
    onRcptTo: ({ address }, _, callback) => {
      const answer = { 'nobody@tinh.example': 550, 'later@tinh.example': 450 }[address];
      callback(answer === undefined ? null : Object.assign(new Error('no'), { responseCode: answer }));
    },
    onData: (stream, session, callback) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        mails.push({ to, text: Buffer.concat(parts).toString() });
        callback();
      });
    },
    ...options,
  });
  server = running;
  await new Promise<void>((done) => running.listen(0, '127.0.0.1', done));
  return (running.server.address() as AddressInfo).port;
};

afterEach(async () => {
  await new Promise<void>((done) => (server === undefined ? done() : server.close(done)));
  server = undefined;
});

const sender = (url: string, more: Partial<SmtpOptions> = {}) =>
  smtpSender({ url, password: undefined, from: 'Học Bạ <hocba@tinh.example>', ...more });

const mail = (to: string) => ({
  to,
  subject: 'Học bạ của em Tuyết',
  text: 'Nhà trường đã ký học bạ.',
  reference: 'm1',
});

it('a mail reaches a mail server with its subject, its words and its reference', async () => {
  const port = await serve();
  await sender(`smtp://127.0.0.1:${port}`).send(mail('me.tuyet@tinh.example'));
  expect(mails.map(({ to }) => to)).toEqual([['me.tuyet@tinh.example']]);
  const text = mails[0]?.text ?? '';
  expect(text).toContain('Message-ID: <m1@tinh.example>');
  expect(text).toContain('Auto-Submitted: auto-generated');
  const [, body = ''] = text.split('\r\n\r\n');
  const isBase64 = /Content-Transfer-Encoding: base64/i.test(text);
  const plain = isBase64 ? Buffer.from(body, 'base64').toString() : body.replace(/=\r\n/g, '');
  const decoded = plain.replace(/((?:=[0-9A-F]{2})+)/g, (hex) =>
    Buffer.from(hex.replaceAll('=', ''), 'hex').toString(),
  );
  expect(decoded.trim()).toBe('Nhà trường đã ký học bạ.');
});

it('a mailbox that does not exist is refused for good, and a server that asks to come again is not', async () => {
  const port = await serve();
  const { send } = sender(`smtp://127.0.0.1:${port}`);
  await expect(send(mail('nobody@tinh.example'))).rejects.toMatchObject({ code: 'MESSAGE_REFUSED' });
  await expect(send(mail('later@tinh.example'))).rejects.not.toMatchObject({ code: 'MESSAGE_REFUSED' });
  expect(mails).toEqual([]);
});

it('one address is one recipient, whatever stands in it', async () => {
  const port = await serve();
  const { send } = sender(`smtp://127.0.0.1:${port}`);
  await send(mail('a@tinh.example, b@tinh.example')).catch(() => undefined);
  expect(mails.flatMap(({ to }) => to).filter((to) => to === 'b@tinh.example')).toEqual([]);
});

it('the user of the address signs in with the password of the file', async () => {
  const seen: unknown[] = [];
  const port = await serve({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _, callback) => {
      seen.push([username, password]);
      callback(null, { user: username });
    },
  });
  await sender(`smtp://hocba@127.0.0.1:${port}`, { password: 'bi-mat' }).send(mail('me@tinh.example'));
  expect(seen).toEqual([['hocba', 'bi-mat']]);
  expect(mails).toHaveLength(1);
});

it.each([
  ['does not encrypt', { disabledCommands: ['STARTTLS'] }],
  ['shows a certificate that nobody vouches for', {}],
])('a mail server elsewhere that %s gets neither password nor mail', async (_, options) => {
  const seen: unknown[] = [];
  const port = await serve({
    ...options,
    allowInsecureAuth: true,
    onAuth: (auth, _session, callback) => {
      seen.push(auth);
      callback(null, { user: 'hocba' });
    },
  });
  // The mapped form of 127.0.0.1 is no name of the machine itself for the sender.
  const { send } = sender(`smtp://hocba@[::ffff:127.0.0.1]:${port}`, { password: 'bi-mat' });
  await expect(send(mail('me@tinh.example'))).rejects.toThrow();
  expect([connections, seen, mails]).toEqual([1, [], []]);
});
