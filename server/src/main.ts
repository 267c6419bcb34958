import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Instant } from '@hocba/shared/school/identifiers';
import { faultText } from './cli/database/doctor-texts.ts';
import { say } from './cli/texts/said.ts';
import { type Config, readConfig, readConfigWith } from './config.ts';
import { readSenders } from './connectors/messages/read-senders.ts';
import { findOlderDatabase, keepMark } from './database-mark.ts';
import { keepHeads } from './heads/keep-heads.ts';
import { letHeapDouble } from './heap.ts';
import { standardOutput } from './http/log-output.ts';
import { readKeyRing } from './issuing/keys/key-ring.ts';
import { readSecrets } from './people/sign-in/secrets.ts';
import { listExposures } from './private-files.ts';
import { startRegistry } from './registry.ts';
import { describeFault } from './storage/engine/away.ts';
import { chainMac } from './storage/engine/chain-mac.ts';
import { errorName } from './storage/engine/error-name.ts';
import { isMigrated } from './storage/engine/migrate.ts';
import { openStorage } from './storage/engine/open.ts';
import { sqliteFileOf } from './storage/engine/sqlite/sqlite-file.ts';

const CLIENT_FOLDER = fileURLToPath(new URL('../../school-client/dist', import.meta.url));

/** How the package runner is called where it is not installed: README installs nothing. */
const PNPM = 'npx -y pnpm@10';

/** The commands that an operator still has to run; the registry makes neither keys nor a database by itself. */
const missingSteps = (config: Config): string[] => {
  const steps: string[] = [];
  const file = sqliteFileOf(config.databaseUrl);
  const keys = [config.signingKeyFile, config.trustListFile, config.sessionKeyFile];
  if (!keys.every((path) => existsSync(path))) steps.push(`${PNPM} hocba keys create`);
  if (file !== undefined && !existsSync(file)) steps.push(`${PNPM} hocba migrate`);
  if (file !== undefined && !existsSync(file)) {
    steps.push(`${PNPM} hocba account create operator --role operator`);
    steps.push(
      `${PNPM} hocba school add CODE --name NAME --commune COMMUNE --province PROVINCE --province-code NN`,
    );
  }
  if (!existsSync(CLIENT_FOLDER)) steps.push(`${PNPM} build`);
  return steps;
};

const tell = (text: string): void => void process.stderr.write(`${text}\n`);

const start = async (config: Config): Promise<void> => {
  letHeapDouble();
  const secrets = readSecrets(config.sessionKeyFile);
  const db = await openStorage(
    config.databaseUrl,
    chainMac(() => secrets.chain),
    'short',
  );
  if (!(await isMigrated(db))) {
    await db.close();
    const what = say([
      'The database has another schema than this program. Run:',
      'Cơ sở dữ liệu chưa đúng cấu trúc của chương trình này. Vui lòng chạy:',
    ]);
    tell(`${what}\n  ${PNPM} hocba migrate`);
    process.exitCode = 1;
    return;
  }
  const older = await findOlderDatabase(db, config);
  if (older !== undefined) {
    await db.close();
    tell(faultText(older));
    process.exitCode = 1;
    return;
  }
  for (const exposure of listExposures(config)) {
    tell(`${say(['Warning', 'Lưu ý'])}: ${faultText(exposure)}`);
  }
  const log = standardOutput();
  const clock = (): Instant => new Date().toISOString() as Instant;
  const registry = await startRegistry({
    db,
    config,
    clock,
    keyRing: await readKeyRing(config),
    secrets,
    senders: readSenders(config),
    clientFolder: CLIENT_FOLDER,
    logTarget: log,
  });
  await registry.app.listen(config.listen);
  const stopMark = await keepMark(db, config, (error) =>
    registry.app.log.error({ error: errorName(error) }, 'mark.failed'),
  );
  const stopHeads = await keepHeads({ db, config, clock, log: registry.app.log });
  let closing = false;
  const close = async (): Promise<void> => {
    if (closing) return;
    closing = true;
    stopHeads();
    await registry.close();
    await stopMark();
    await db.close();
    await log.end();
    // A pipe that nobody reads would keep the process for ever.
    process.exit();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close());
};

/** The configuration, and the steps before a first start; an address that is not set yet is the first of them. */
const readFirstSteps = (): { config: Config; steps: string[] } => {
  try {
    const config = readConfig();
    return { config, steps: missingSteps(config) };
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('PUBLIC_URL must be set'))) throw error;
    const config = readConfigWith({ PUBLIC_URL: 'http://localhost:8787' });
    const address = `export PUBLIC_URL=http://localhost:8787   # ${say([
      'or the https address that people will open',
      'hoặc địa chỉ https mà mọi người sẽ mở',
    ])}`;
    return { config, steps: [address, ...missingSteps(config)] };
  }
};

// Nobody may be there to read what is said; that must not end the process.
process.stderr.on('error', () => undefined);
try {
  const { config, steps } = readFirstSteps();
  if (steps.length > 0) {
    const list = steps.join('\n  ');
    tell(
      say([
        `Nothing was started. First run, in this order:\n  ${list}\nthen start again.`,
        `Chưa khởi động gì. Vui lòng chạy lần lượt:\n  ${list}\nrồi khởi động lại.`,
      ]),
    );
    process.exitCode = 1;
  } else await start(config);
} catch (error) {
  tell(faultText(describeFault(error)));
  process.exitCode = 1;
}
