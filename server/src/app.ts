import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import { verifyAgainst } from '@hocba/shared/credential/verify/verify';
import type { Instant } from '@hocba/shared/school/identifiers';
import fastify, { type FastifyInstance } from 'fastify';
import type { Config } from './config.ts';
import type { Senders } from './connectors/messages/senders.ts';
import { CODE_MINUTES, type SendCode } from './guardians/accounts/challenge.ts';
import { readProvider } from './guardians/accounts/read-provider.ts';
import type { VerifyRecord } from './guardians/pages/signed-records.ts';
import { addAccessTokens } from './http/access-token.ts';
import { familyLanguageOf } from './http/family/family-language.ts';
import { loadFamilyPages } from './http/family/family-pages.ts';
import { type LogTarget, standardOutput } from './http/log-output.ts';
import { addHeaders, securityHeaders } from './http/plugins/answers/headers.ts';
import { addOpenAnswers } from './http/plugins/answers/open-answers.ts';
import { addProblems } from './http/plugins/answers/problems.ts';
import { addRefusalAudit } from './http/plugins/answers/refusals.ts';
import { addBareServerAnswers } from './http/plugins/bare-server.ts';
import { addClosing } from './http/plugins/closing.ts';
import { addAuth } from './http/plugins/guards/auth.ts';
import { addGuardianAuth } from './http/plugins/guards/guardian-auth.ts';
import { addAccountLimit, addArrivalLimit } from './http/plugins/guards/limits.ts';
import { addOneHost } from './http/plugins/guards/one-host.ts';
import { addStrictBody } from './http/plugins/guards/strict-body.ts';
import { addRequestLog } from './http/plugins/logging.ts';
import { addOpenApi } from './http/plugins/openapi.ts';
import { addRouteList } from './http/plugins/route-list.ts';
import { addAlarmRoutes } from './http/routes/alarms.ts';
import { addClientFiles } from './http/routes/client-files.ts';
import { addAcknowledgementRoutes } from './http/routes/devices/acknowledgements.ts';
import { addRescueRoute } from './http/routes/devices/rescue.ts';
import { addSyncRoutes } from './http/routes/devices/sync.ts';
import { addConfirmationRoutes } from './http/routes/enrolment/confirmations.ts';
import { addRecordSlipRoutes } from './http/routes/enrolment/record-slips.ts';
import { addFamilyRoutes } from './http/routes/family/family.ts';
import { addGuardianOfficeRoutes } from './http/routes/family/office.ts';
import { addSlipRoutes } from './http/routes/family/slips.ts';
import { addHealthRoutes } from './http/routes/health.ts';
import { addKeyRoutes } from './http/routes/keys.ts';
import { addLookUpRequestRoutes } from './http/routes/look-up-requests.ts';
import { addLookUpRoutes } from './http/routes/look-ups.ts';
import { addGatewayRoutes } from './http/routes/messages/gateway.ts';
import { addOfficeMessageRoutes } from './http/routes/messages/office.ts';
import { addOpenApiRoute } from './http/routes/open-api.ts';
import { addAccountRoutes } from './http/routes/people/accounts.ts';
import { addAuthRoutes } from './http/routes/people/auth.ts';
import { addSecurityRoutes } from './http/routes/people/security.ts';
import { addReviewRoutes } from './http/routes/reviews.ts';
import { addSchoolRoutes } from './http/routes/schools.ts';
import { addObjectionRoutes } from './http/routes/transfers/objections.ts';
import { addOversightRoutes } from './http/routes/transfers/oversight.ts';
import { addPromiseRoutes } from './http/routes/transfers/promises.ts';
import { addRunningYearRoutes } from './http/routes/transfers/running-year.ts';
import { addTransferRoutes } from './http/routes/transfers/transfers.ts';
import { serverOptions } from './http/server-options.ts';
import type { KeyRing } from './issuing/keys/key-ring.ts';
import type { Secrets } from './people/sign-in/secrets.ts';
import { fitsPayload } from './records/fits-payload.ts';
import type { Db } from './storage/engine/db.ts';
import { errorName } from './storage/engine/error-name.ts';
import { openPace } from './turns/pace.ts';

/** The parts of the registry; built by `main.ts`, by the commands and by tests. */
export interface Services {
  readonly db: Db;
  readonly config: Config;
  readonly clock: () => Instant;
  readonly keyRing: KeyRing;
  readonly secrets: Secrets;
  /** The senders of one-time codes, mails and text messages to families. */
  readonly senders: Senders;
  /** Folder of the built client; without it only the interfaces answer. */
  readonly clientFolder?: string;
  /** Log lines go to standard output without it. */
  readonly logTarget?: LogTarget;
  /** Mean delay of the event loop, in milliseconds, above which requests are turned away; a second without it. */
  readonly maxLoopDelay?: number;
}

/** A one-time code to a guardian's phone or mail address. */
const codeSending =
  (senders: Senders, log: FastifyInstance['log']): SendCode =>
  async (to, code, language, sentence) => {
    const channel = to.kind === 'mail' ? 'mail' : 'sms';
    try {
      await senders.sendCode({
        ...{ channel, to: to.value, code, minutes: CODE_MINUTES, language },
        ...(sentence && { sentence }),
      });
    } catch (error) {
      // A guardian who asks for a code is not told, because the answer must not show who has an account.
      log.error({ channel, error: errorName(error) }, 'code.not-sent');
      throw error;
    }
  };

/** The whole HTTP side in reading order: first what every request passes, then the routes. */
export const buildApp = async (services: Services): Promise<FastifyInstance> => {
  const {
    db,
    config,
    clock,
    keyRing,
    secrets,
    senders,
    logTarget = standardOutput(),
    maxLoopDelay,
  } = services;
  const { publicUrl, rateLimitPerMinute } = config;
  const app = fastify(serverOptions({ ...config, logTarget }));

  addRouteList(app);
  addClosing(app);
  addRequestLog(app);
  addHeaders(app, publicUrl);
  addBareServerAnswers(app, securityHeaders(publicUrl));
  addProblems(app);
  addOneHost(app);
  const closing = new AbortController();
  app.addHook('preClose', async () => closing.abort());
  const pace = openPace(closing.signal);
  addStrictBody(app, pace);
  await app.register(cookie);
  await addAccessTokens(app, { publicUrl, secret: secrets.jwt });
  const limits = { publicUrl, secrets, clock, perMinute: rateLimitPerMinute, maxLoopDelay };
  await addArrivalLimit(app, limits);
  await app.register(compress, { encodings: ['gzip'], globalDecompression: false });
  addAuth(app, { db, clock });
  addGuardianAuth(app, { db, clock, secrets, publicUrl });
  addAccountLimit(app, limits);
  addOpenAnswers(app);
  addRefusalAudit(app, { db, clock });
  await addOpenApi(app);

  const demo = () => keyRing.demo;
  const { policy, askAfterDays } = config;
  addAuthRoutes(app, { db, clock, secrets, publicUrl, demo, lift: policy.lift, askAfterDays });
  addHealthRoutes(app, {
    db,
    clock,
    databaseUrl: config.databaseUrl,
    logHolds: () => logTarget.holds?.() ?? true,
    demo,
    senders,
  });
  addKeyRoutes(app, { keyRing });
  await addSyncRoutes(app, { db, clock, config, pace });
  addAcknowledgementRoutes(app, { db });
  addRescueRoute(app, { db, clock, intakePerDay: config.intakePerDay });
  addSchoolRoutes(app, { db });
  addAccountRoutes(app, { db, clock });
  addAlarmRoutes(app, { db, clock });
  addLookUpRequestRoutes(app, { db, clock });
  addLookUpRoutes(app, {
    db,
    clock,
    pepper: secrets.pepper,
    trustList: keyRing.trustList,
    pupilsPerDay: config.pupilsPerDay,
  });
  addOfficeMessageRoutes(app, { db, clock, senders });
  addGatewayRoutes(app, { db, clock, senders });
  const transfers = {
    db,
    clock,
    keyRing,
    agencyCodes: config.agencyCodes,
    waitHours: config.guardianWaitHours,
  };
  addTransferRoutes(app, transfers);
  addReviewRoutes(app, { db, clock, reviewDays: config.reviewDays });
  addObjectionRoutes(app, transfers);
  addRunningYearRoutes(app, transfers);
  addOversightRoutes(app, { db, clock });
  addPromiseRoutes(app, transfers);
  addSlipRoutes(app, { db, clock, pepper: secrets.pepper });
  addGuardianOfficeRoutes(app, { db, clock, pepper: secrets.pepper });
  const verify: VerifyRecord = (jws, now) => verifyAgainst(jws, keyRing.trust, now, fitsPayload);
  addRecordSlipRoutes(app, { db, clock, pepper: secrets.pepper, verify });
  addConfirmationRoutes(app, { db, clock, keyRing });
  const render = await loadFamilyPages(services.clientFolder);
  await addFamilyRoutes(app, {
    db,
    keyRing,
    clock,
    secrets,
    publicUrl,
    sendCode: codeSending(senders, app.log),
    provider: readProvider(config, secrets),
    verify,
    pace,
    trustList: keyRing.trustList,
    pepper: secrets.pepper,
    waitHours: config.guardianWaitHours,
    reviewDays: config.reviewDays,
    drawing: { render, languageOf: (request) => familyLanguageOf(request, config.publicUrl) },
  });
  await addSecurityRoutes(app, { clock, publicUrl, securityContact: config.securityContact });
  addOpenApiRoute(app);
  if (services.clientFolder !== undefined) await addClientFiles(app, services.clientFolder);
  return app;
};
