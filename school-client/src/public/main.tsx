import { createRoot } from 'react-dom/client';
import '../ui/base.css';
import { startI18n } from '../i18n/i18n.ts';
import { verify } from '../i18n/vi/verify.ts';
import { surviveTranslation } from '../ui/translated-page.ts';
import { keepOffline } from './keep-offline.ts';
import { VerifyPage } from './verify-page.tsx';

await startI18n({ verify });
surviveTranslation();
const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<VerifyPage />);
keepOffline();
