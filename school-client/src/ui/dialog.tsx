import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import styles from './dialog.module.css';

interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  /** Called by Escape and, unless `mustAnswer`, by a press outside. */
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons, the main one first. */
  readonly actions: ReactNode;
  /** The question cannot be pressed away by a slip beside the window. */
  readonly mustAnswer?: boolean;
  readonly isWide?: boolean;
}

/** A window over the page: the focus stays in it and returns to where it came from. */
export const Dialog = ({ title, isOpen, onClose, children, actions, mustAnswer, isWide }: DialogProps) => (
  <ModalOverlay
    className={styles.overlay as string}
    isOpen={isOpen}
    isDismissable={!mustAnswer}
    onOpenChange={(open) => {
      if (!open) onClose();
    }}
  >
    <Modal className={`${styles.modal} ${isWide ? styles.wide : ''}`}>
      <AriaDialog className={styles.dialog as string} role={mustAnswer ? 'alertdialog' : 'dialog'}>
        <Heading slot="title" className={styles.title as string}>
          {title}
        </Heading>
        <div className={styles.body}>{children}</div>
        <div className={styles.actions}>{actions}</div>
      </AriaDialog>
    </Modal>
  </ModalOverlay>
);
