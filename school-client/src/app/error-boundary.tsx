import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import styles from './error-boundary.module.css';

/**
 * A part of the app that could not be fetched: another version took over, or the network broke off before it
 * was kept.
 */
const isMissingPart = (error: unknown): boolean =>
  error instanceof Error && /import|preload|fetch/i.test(error.message);

const Broken = ({ error }: { readonly error: unknown }) => {
  const { t } = useTranslation(['app', 'anyPage']);
  const moved = isMissingPart(error);
  return (
    <div className={styles.broken}>
      <EmptyState
        icon={moved ? 'refresh' : 'warning'}
        title={t(moved ? 'changedTitle' : 'brokenTitle')}
        action={
          <Button look="main" icon="refresh" onPress={() => location.reload()}>
            {t('anyPage:reload')}
          </Button>
        }
      >
        {t(moved ? 'changedText' : 'brokenText')}
      </EmptyState>
    </div>
  );
};

interface ErrorBoundaryProps {
  /** A change of place is a new try; without one only a reload is. */
  readonly place?: string;
  readonly children: ReactNode;
}

interface Caught {
  readonly error: unknown;
  readonly place: string;
}

/** Keeps a fault of one page from taking header, sync status and the way out with it. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { caught: Caught | null }> {
  override state: { caught: Caught | null } = { caught: null };

  static getDerivedStateFromError(error: unknown): { caught: Caught } {
    return { caught: { error, place: location.pathname } };
  }

  override render(): ReactNode {
    const { caught } = this.state;
    const { place } = this.props;
    if (caught !== null && (place === undefined || caught.place === place))
      return <Broken error={caught.error} />;
    return this.props.children;
  }
}
