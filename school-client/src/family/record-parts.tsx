/** @jsxImportSource preact */
import type { SignedRecord } from '@hocba/shared/contract/family/child';
import type { PagePart, PageTable } from '@hocba/shared/regulations/page';
import { plainFactsOf, signedPageOf } from '@hocba/shared/regulations/signed-pages';
import { sayOf } from '../i18n/say.ts';
import { Sentence } from './parts.tsx';
import type { FamilyWords } from './words.ts';

/** Teachers' names stand on the official paper; on a phone they would push the marks out of sight. */
const withoutTeachers = (table: PageTable): PageTable => {
  if (!table.rows.some(({ cells }) => cells.at(-1)?.look === 'teacher')) return table;
  const [first = [], ...others] = table.heads;
  const rows = table.rows.map((row) => ({ ...row, cells: row.cells.slice(0, -1) }));
  return { ...table, heads: [first.slice(0, -1), ...others], rows };
};

const Table = ({ table }: { readonly table: PageTable }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: wider than a phone, so the keyboard must be able to scroll it
  <section class="scroll" tabIndex={0} aria-label={table.scrollsAs ?? table.caption}>
    <table>
      {table.caption === undefined ? null : <caption>{table.caption}</caption>}
      <thead>
        {table.heads.map((cells) => (
          <tr key={cells.map(({ text }) => text).join()}>
            {cells.map(({ text, columns, rows }) =>
              text === '' ? (
                <td key="corner" />
              ) : (
                <th
                  key={text}
                  colSpan={columns}
                  rowSpan={rows}
                  scope={columns === undefined ? 'col' : 'colgroup'}
                >
                  {text}
                </th>
              ),
            )}
          </tr>
        ))}
      </thead>
      <tbody>
        {table.rows.map(({ id, head, cells }) => (
          <tr key={id}>
            <th scope="row">{head}</th>
            {cells.map(({ text, columns, look }, i) => (
              <td key={i} colSpan={columns} data-look={look}>
                {text}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);

/** One part of the page that the year's regulation lays out. */
const Part = ({ part }: { readonly part: PagePart }) => {
  switch (part.kind) {
    case 'table':
      return <Table table={withoutTeachers(part)} />;
    case 'tables':
      return (
        <>
          {part.tables.map((table) => (
            <Table key={table.caption} table={table} />
          ))}
        </>
      );
    case 'legend':
      return <p class="note">{part.text}</p>;
    case 'facts':
      return (
        <dl class="lines">
          {part.facts.map(([label, text]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      );
  }
};

/** A signed year: how it ended, in plain words; then subject by subject, as on the paper; then the remark. */
export const RecordParts = ({
  record,
  words,
  isPlain = false,
}: {
  readonly record: SignedRecord;
  readonly words: FamilyWords;
  /** An order hides the remark, in which a place or a name may stand. */
  readonly isPlain?: boolean;
}) => {
  const { t, verify, language } = words;
  const { subject } = record;
  const say = { say: sayOf(verify), language };
  return (
    <>
      <section>
        <h2>{t('record.whole')}</h2>
        <ul class="facts small">
          {plainFactsOf(subject, say).map(({ text, tone }) => (
            <li key={text} data-tone={tone}>
              <Sentence text={text} />
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>{t('record.details')}</h2>
        {signedPageOf(subject, say).map((part, i) => (
          <Part key={i} part={part} />
        ))}
      </section>
      <section>
        <h2>{t('record.remark')}</h2>
        <p>{isPlain ? t('record.remarkHidden') : (subject.remark ?? t('record.noRemark'))}</p>
      </section>
    </>
  );
};
