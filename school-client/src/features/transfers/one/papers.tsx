import { trustList } from '@hocba/shared/contract/keys';
import type { TransferSubject } from '@hocba/shared/credential/transfer/document';
import { type DocumentVerdict, verifyDocument } from '@hocba/shared/credential/transfer/verify-document';
import { openTrust } from '@hocba/shared/credential/trust/open-trust';
import type { Instant } from '@hocba/shared/school/identifiers';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../../../i18n/dates.ts';
import { pinnedRoot } from '../../../transcript/trust-list-store.ts';
import { Button } from '../../../ui/button.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { saveFile } from '../../../work/save-file.ts';
import { useSessionKeeper } from '../../../work/session.ts';
import styles from '../transfers.module.css';
import type { Opened } from './opened.ts';

type Paper = Opened['results'][number];

/** Verifies each document in this browser: what the registry says about its own texts is not taken on trust. */
const useVerdicts = (papers: readonly Paper[]): readonly (DocumentVerdict | undefined)[] => {
  const [verdicts, setVerdicts] = useState<readonly DocumentVerdict[]>([]);
  const { callRegistry } = useSessionKeeper();
  useEffect(() => {
    const check = async () => {
      const list = await callRegistry(trustList, {});
      const now = new Date().toISOString() as Instant;
      const root = pinnedRoot();
      const trust = await openTrust({
        trustList: list.trim(),
        now,
        ...(root === null ? {} : { rootThumbprint: root }),
      });
      setVerdicts(await Promise.all(papers.map(({ jws }) => verifyDocument(jws, trust, now))));
    };
    check().catch(() => setVerdicts([]));
  }, [papers, callRegistry]);
  return papers.map((_, at) => verdicts[at]);
};

/** A letter stands under the guardian who signed it, everything else under the person who decided. */
const nameOf = (subject: TransferSubject | undefined): string | undefined =>
  subject && 'signedBy' in subject ? subject.signedBy.name : subject?.decidedBy.name;

const Line = ({
  paper,
  verdict,
}: {
  readonly paper: Paper;
  readonly verdict: DocumentVerdict | undefined;
}) => {
  const { t } = useTranslation('transfers');
  const subject = verdict?.payload?.credentialSubject;
  const isValid = verdict?.verdict === 'VALID';
  const isOpen = subject?.kind === 'summary' && !subject.approved;
  return (
    <li>
      <span>
        {t(`paper.${paper.kind}`)}
        {isOpen && ` (${t('notApproved')})`}
      </span>{' '}
      {verdict && (
        <Tag tone={isValid ? 'green' : 'red'} icon={isValid ? 'seal' : 'warning'}>
          {t(isValid ? 'paperValid' : 'paperBroken')}
        </Tag>
      )}
      <small>
        {t('paperBy', {
          name: nameOf(subject) ?? t('byRegistry'),
          time: formatMoment(paper.issuedAt),
        })}
      </small>
      <Button
        look="quiet"
        icon="download"
        onPress={() => saveFile(`${paper.kind}.jws`, 'application/jose', paper.jws)}
      >
        {t('save')}
      </Button>
    </li>
  );
};

/** The signed documents of a transfer, the oldest first, each checked here. */
export const Papers = ({ papers }: { readonly papers: readonly Paper[] }) => {
  const { t } = useTranslation('transfers');
  const verdicts = useVerdicts(papers);
  if (papers.length === 0) return null;
  return (
    <section data-stack="">
      <h2>{t('papers')}</h2>
      <ul className={styles.lines}>
        {papers.map((paper, at) => (
          <Line key={paper.jws} paper={paper} verdict={verdicts[at]} />
        ))}
      </ul>
    </section>
  );
};
