import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Registry, startRegistry } from '../../fixtures/registry.ts';

let registry: Registry;
beforeAll(async () => {
  registry = await startRegistry({ env: { SECURITY_CONTACT: 'mailto:an-ninh@hocba.example' } });
  await registry.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => registry.close());

const bare = (headers: Record<string, string>) =>
  new Promise<{ status: number | undefined; headers: Record<string, unknown> }>((resolve, reject) => {
    const { port } = registry.app.server.address() as AddressInfo;
    const sent = httpRequest({ port, host: '127.0.0.1', path: '/healthz', headers }, (answer) => {
      answer.resume();
      resolve({ status: answer.statusCode, headers: answer.headers });
    });
    sent.on('error', reject).end();
  });

it('field 41: an answer that Node gives before any route carries the security headers too', async () => {
  const { headers } = await registry.app.inject('/healthz');
  const answer = await bare({ expect: 'a-miracle' });
  expect(answer.status).toBe(417);
  for (const name of ['content-security-policy', 'x-content-type-options', 'strict-transport-security']) {
    expect([name, answer.headers[name]]).toEqual([name, headers[name]]);
  }
});

it('field 41: the content policy asks for trusted types and says where reports go', async () => {
  const { headers } = await registry.app.inject('/verify');
  expect(headers['content-security-policy']).toMatch(
    /require-trusted-types-for 'script'; trusted-types app; report-uri \/csp-reports; report-to policy$/,
  );
  expect(headers['reporting-endpoints']).toBe('policy="/csp-reports"');
});

const report = (type: string, body: unknown) =>
  registry.app.inject({
    method: 'POST',
    url: '/csp-reports',
    headers: { 'content-type': type },
    payload: JSON.stringify(body),
  });
const SECRET = 'https://hocba.example/8A1/nguyen-thi-anh-tuyet';

it('field 41: a browser’s report is logged by its directive alone, in both forms that browsers send', async () => {
  const old = { 'csp-report': { 'effective-directive': 'script-src-elem', 'document-uri': SECRET } };
  const next = [{ type: 'csp-violation', body: { effectiveDirective: 'connect-src', sample: SECRET } }];
  expect((await report('application/csp-report', old)).json()).toEqual({ reported: 1 });
  expect((await report('application/reports+json', next)).json()).toEqual({ reported: 1 });
  const lines = registry.logLines.filter((line) => line.includes('policy.violated'));
  expect(lines.map((line) => JSON.parse(line).directive)).toEqual(['script-src-elem', 'connect-src']);
  expect(registry.logLines.join('\n')).not.toContain('nguyen-thi');
});

it('field 41: a report that is none is refused or logs nothing, and other routes take no reports', async () => {
  expect((await report('application/csp-report', { a: 1 })).statusCode).toBe(400);
  expect((await report('application/reports+json', [{ body: null }])).json()).toEqual({ reported: 0 });
  const strange = [
    { body: { effectiveDirective: 'Nguyễn Thị Ánh Tuyết' } },
    { body: { effectiveDirective: 7 } },
  ];
  expect((await report('application/reports+json', strange)).json()).toEqual({ reported: 0 });
  expect((await report('application/reports+json', ['x'.repeat(20_000)])).statusCode).toBe(413);
  const elsewhere = await registry.app.inject({
    method: 'POST',
    url: '/auth/sign-in',
    headers: { 'content-type': 'application/csp-report' },
    payload: '{}',
  });
  expect(elsewhere.statusCode).toBe(415);
});

it('field 41: the file security.txt names the contact and an end within a year; without a contact there is none', async () => {
  const { body, headers } = await registry.app.inject('/.well-known/security.txt');
  expect(headers['content-type']).toBe('text/plain; charset=utf-8');
  const fields = new Map(
    body
      .trim()
      .split('\n')
      .map((line) => line.split(': ', 2) as [string, string]),
  );
  expect(fields.get('Contact')).toBe('mailto:an-ninh@hocba.example');
  expect(fields.get('Canonical')).toBe('https://hocba.example/.well-known/security.txt');
  const days = (Date.parse(fields.get('Expires') ?? '') - Date.parse(registry.clock())) / 86_400_000;
  expect(days).toBeGreaterThan(30);
  expect(days).toBeLessThan(366);
  const without = await startRegistry();
  expect((await without.app.inject('/.well-known/security.txt')).statusCode).toBe(404);
  await without.close();
});
