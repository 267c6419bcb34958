import '../ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { keepInstallOffer } from '../features/install/install-offer.ts';
import { startI18n } from '../i18n/i18n.ts';
import { viDoor } from '../i18n/vi-door-texts.ts';
import { surviveTranslation } from '../ui/translated-page.ts';
import { createPage, factsNow, PageProvider } from '../work/page.ts';
import { hasUnsentOrEditing } from '../work/sync-status.ts';
import { App } from './app.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { InstalledAppProvider } from './installed-app.ts';
import { createUpdates } from './updates.ts';

const installOffer = keepInstallOffer();
await startI18n(viDoor);

surviveTranslation();
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
const page = createPage();
const updates = createUpdates(() => hasUnsentOrEditing(factsNow(page)));
page.session.start(() => factsNow(page).editing);
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <PageProvider value={page}>
        <InstalledAppProvider value={{ updates, installOffer }}>
          <App />
        </InstalledAppProvider>
      </PageProvider>
    </ErrorBoundary>
  </StrictMode>,
);
updates.register();
// After the first picture: it brings the reader of signed texts along.
void import('../transcript/fetch-trust.ts').then(({ keepTrustFetched }) => keepTrustFetched());
