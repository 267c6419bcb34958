import '../ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { keepInstallOffer } from '../features/install/install-event.ts';
import { startI18n } from '../i18n/i18n.ts';
import { viDoor } from '../i18n/vi-door-texts.ts';
import { surviveTranslation } from '../ui/translated-page.ts';
import { App } from './app.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { registerWorker } from './register-worker.ts';

keepInstallOffer();
await startI18n(viDoor);

surviveTranslation();
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <App />
    </ErrorBoundary>
  </StrictMode>,
);
registerWorker();
// After the first picture: it brings the reader of signed texts along.
void import('../transcript/fetch-trust.ts').then(({ keepTrustFetched }) => keepTrustFetched());
