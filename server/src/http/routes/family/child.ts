import * as contract from '@hocba/shared/contract/family/child';
import { messagesPage, resumeMessages } from '@hocba/shared/contract/family/messages';
import { runningPage } from '@hocba/shared/contract/family/running/running-year';
import type { StudentId } from '@hocba/shared/school/identifiers';
import type { FastifyInstance } from 'fastify';
import type { GuardianCaller } from '../../../guardians/accounts/guardian-session.ts';
import {
  readChildBundle,
  readHome,
  readLooked,
  readLooksFile,
  readRecord,
} from '../../../guardians/pages/child-pages.ts';
import { readTold, resumeOwn } from '../../../guardians/pages/told-messages.ts';
import { countOwnReviews } from '../../../reviews/family/family-reviews.ts';
import { findAwaitedAnswer } from '../../../transfers/family/family-transfer.ts';
import { countLettersToSign } from '../../../transfers/family/promises-page.ts';
import { hasRunningYear, readRunningPage } from '../../../transfers/family/running-page.ts';
import { mountForm, mountPage, mountTable } from '../../family/family-mount.ts';
import type { FamilyRouteServices } from './services.ts';

/** A guardian's pages about the children, and the file of a child's signed records. */
export const addChildRoutes = (app: FastifyInstance, services: FamilyRouteServices): void => {
  const { drawing } = services;
  const homeOf = async (guardian: GuardianCaller, student?: StudentId): Promise<contract.HomePage> => {
    const home = await readHome(services, guardian, student);
    if (home.frame === null) return home;
    const { child } = home.frame;
    return {
      ...home,
      todo: await findAwaitedAnswer(services, guardian, child),
      hasRunning: await hasRunningYear(services, guardian, child),
      letters: await countLettersToSign(services, guardian, child),
      reviews: await countOwnReviews(services, guardian, child),
    };
  };
  mountPage(app, drawing, contract.homePage, ({ guardian }) => homeOf(guardian));
  mountPage(app, drawing, contract.childPage, ({ guardian, params }) => homeOf(guardian, params.student));
  mountPage(app, drawing, contract.recordPage, ({ guardian, params }) =>
    readRecord(services, guardian, params),
  );
  mountPage(app, drawing, runningPage, ({ guardian, params }) =>
    readRunningPage(services, guardian, params.student),
  );
  mountPage(app, drawing, contract.lookedPage, ({ guardian, params }) =>
    readLooked(services, guardian, params.student),
  );
  const looksFile = { endpoint: contract.looksFile, name: 'ai-da-xem-hoc-ba.csv' };
  mountTable(app, drawing, looksFile, ({ guardian, params }) =>
    readLooksFile(services, guardian, params.student),
  );
  mountPage(app, drawing, messagesPage, ({ guardian, params }) =>
    readTold(services, guardian, params.student),
  );
  mountForm(app, drawing, resumeMessages, {
    act: async ({ guardian }) => {
      await resumeOwn(services, guardian);
      return { next: contract.homePage.path };
    },
    again: ({ guardian }) => homeOf(guardian),
  });
  mountPage(app, { ...drawing, render: undefined }, contract.childBundle, ({ guardian, params }) =>
    readChildBundle(services, guardian, params.student),
  );
};
