/** @jsxImportSource preact */
import { childBundle, type RecordPage, recordPage } from '@hocba/shared/contract/family/child';
import type { PagePart, PageTable } from '@hocba/shared/regulations/page';
import { plainFactsOf, signedPageOf } from '@hocba/shared/regulations/signed-pages';
import { sayOf } from '../../i18n/say.ts';
import { dayOf } from '../dates.ts';
import { addressOf, ChildDocument } from '../document.tsx';
import { Icon, Sentence } from '../parts.tsx';
import type { FamilyWords } from '../words.ts';

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

/** A signed school year: how it ended, in plain words; then subject by subject, as on the paper. */
export const Record = ({ view, words }: { readonly view: RecordPage; readonly words: FamilyWords }) => {
  const { t, verify, language } = words;
  const { frame, record, years } = view;
  const { subject } = record;
  const say = { say: sayOf(verify), language };
  const signed = {
    school: subject.school.name,
    date: dayOf(record.issuedAt, language),
    revision: record.revision,
  };
  const title = t('record.title', { year: record.year.replace('-', '–') });
  return (
    <ChildDocument frame={frame} words={words} here="record" title={title} year={years[0]}>
      <section>
        <h1>{title}</h1>
        <p class="verdict" data-tone={record.verdict === 'VALID' ? 'good' : 'watch'}>
          <Icon name={record.verdict === 'VALID' ? 'seal' : 'warning'} />
          <span>
            {record.signedBy === null
              ? t('record.signed', signed)
              : t('record.signedBy', { ...signed, name: record.signedBy })}
          </span>
        </p>
        <nav class="pills" aria-label={t('record.years')}>
          {years.map((year) => (
            <a
              key={year}
              href={addressOf(recordPage.path, { student: frame.child, year })}
              {...(year === record.year ? { 'aria-current': 'page' as const } : {})}
            >
              {year.replace('-', '–')}
            </a>
          ))}
        </nav>
      </section>
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
        <p>{subject.remark ?? t('record.noRemark')}</p>
      </section>
      <section>
        <h2>{t('record.checks')}</h2>
        <div
          data-check=""
          data-bundle={addressOf(childBundle.path, { student: frame.child })}
          data-year={record.year}
        >
          <p>{t('record.checksOff', { verdict: verify(`verdict.${record.verdict}` as never) as string })}</p>
        </div>
        <a
          class="button"
          href={addressOf(childBundle.path, { student: frame.child })}
          download="hoc-ba.hocba.json"
        >
          <Icon name="download" />
          {t('record.save')}
        </a>
      </section>
      <script type="module" src="/family-check.js" />
    </ChildDocument>
  );
};
