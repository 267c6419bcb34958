import { type ChangeEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import styles from './intake.module.css';
import { cellsOfText, type IntakeRow, MOST_ROWS, readIntake } from './parse-intake.ts';
import { cellsOfFile } from './read-file.ts';

/** A list that cannot be begun: nothing in it to ask, too long, or a file that cannot be read. */
type Fault = 'empty' | 'tooMany' | 'unreadable';

/** Takes the list of an intake: pasted, or as a file. */
export const IntakeForm = ({ onBegin }: { readonly onBegin: (rows: readonly IntakeRow[]) => void }) => {
  const { t } = useTranslation('lookUp');
  const id = useId();
  const [text, setText] = useState('');
  const [fault, setFault] = useState<Fault | null>(null);
  const begin = (cells: readonly (readonly string[])[]) => {
    const rows = readIntake(cells);
    const readable = rows.filter(({ asked }) => asked !== undefined).length;
    const found: Fault | null = readable === 0 ? 'empty' : rows.length > MOST_ROWS ? 'tooMany' : null;
    setFault(found);
    if (found === null) onBegin(rows);
  };
  const onFile = async (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? [];
    if (file === undefined) return;
    const cells = await cellsOfFile(file);
    if (cells === undefined) setFault('unreadable');
    else begin(cells);
  };
  return (
    <div className={styles.form}>
      <label htmlFor={id}>{t('intake.list')}</label>
      <p className={styles.quiet} id={`${id}-hint`}>
        {t('intake.listHint')}
      </p>
      <textarea
        id={id}
        aria-describedby={`${id}-hint`}
        value={text}
        rows={10}
        spellCheck="false"
        autoComplete="off"
        placeholder={'0812345678\t17/05/2013\tK7PX4MRD2T'}
        onChange={(event) => setText(event.target.value)}
      />
      {fault !== null && (
        <Banner tone="amber" title={t(`intake.fault.${fault}`, { most: MOST_ROWS })} isBroughtUp />
      )}
      <div className={styles.acts}>
        <Button look="main" icon="search" onPress={() => begin(cellsOfText(text))}>
          {t('intake.begin')}
        </Button>
        <label className={styles.file}>
          {t('intake.file')}
          <input type="file" accept=".xlsx,.csv,.txt" onChange={(event) => void onFile(event)} />
        </label>
      </div>
    </div>
  );
};
