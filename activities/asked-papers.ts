/** What somebody asked for, which no event calls for: lists over many cases, labels, copies. */

import { TEXTS } from '../contracts/texts/index.ts';
import { PAPER_TEXTS } from '../contracts/texts/papers.ts';
import type { Database } from '../db/client.ts';
import { agenciesById, caseFileAt } from '../db/queries/form-data.ts';
import { type Asked, findMadePaper, type MadePaper } from '../db/queries/made-papers.ts';
import { type ListedCase, listedCases, shipmentsAmong } from '../db/queries/paper-lists.ts';
import { postalTermsAt } from '../db/queries/postal-terms.ts';
import type { Agency } from '../domain/agencies/types.ts';
import type { AgencyId, Localised } from '../domain/ids.ts';
import type { FormName } from '../domain/papers/forms.ts';
import { formNumber } from '../domain/papers/frames.ts';
import { letterheadOf } from '../domain/papers/letterhead.ts';
import type { FormContents, Sheet } from '../integrations/pdf/types.ts';
import { agencyName, type CaseForm, contentsOf } from './paper-contents.ts';

/** What was asked for cannot be made: there is no such shipment any more, or it has no number yet. */
export class PaperImpossible extends Error {
  override readonly name = 'PaperImpossible';
  readonly why: string;
  constructor(why: string) {
    super(why);
    this.why = why;
  }
}

const PUBLIC_POST: Localised = { vi: PAPER_TEXTS.vi.labels.publicPost, en: PAPER_TEXTS.en.labels.publicPost };

type Agencies = ReadonlyMap<AgencyId, Agency>;
type Contents = { readonly form: FormName; readonly contents: FormContents[FormName] };
type AskedFor<F extends Asked['form']> = Extract<Asked, { readonly form: F }>;

/** @throws PaperImpossible */
export async function askedContents(db: Database, paper: MadePaper, publicUrl: string): Promise<Contents> {
  const { asked } = paper;
  if (asked === null) throw new PaperImpossible('not-asked');
  const agencies = await agenciesById(db, paper.province);
  switch (asked.form) {
    case 'control-sheet': {
      const file = await caseFileAt(db, asked.case, null);
      return whole('control-sheet', contentsOf('control-sheet', file, { publicUrl, paymentCode: null }));
    }
    case 'copy': {
      const original = await findMadePaper(db.pool, asked.paper);
      if (original === null || original.seq === null || original.asked !== null)
        throw new PaperImpossible('no-such-paper');
      const file = await caseFileAt(db, asked.case, original.seq);
      const form = original.form as CaseForm;
      return whole(form, contentsOf(form, file, { publicUrl, paymentCode: null }));
    }
    case 'register':
      return { form: 'register', contents: await registerOf(db, paper, asked, agencies) };
    case 'handover-list':
      return { form: 'handover-list', contents: await handoverListOf(db, paper, asked, agencies) };
    case 'delivery-label':
      return { form: 'delivery-label', contents: await labelOf(db, paper, asked, agencies) };
  }
}

function whole<F extends CaseForm>(form: F, contents: FormContents[F] | null): Contents {
  if (contents === null) throw new PaperImpossible('not-due');
  return { form, contents };
}

function sheetOf(form: FormName, issuer: AgencyId, agencies: Agencies, { askedAt }: MadePaper): Sheet {
  return {
    ...letterheadOf(issuer, agencies),
    at: askedAt,
    source: null,
    formNumber: formNumber(form, askedAt),
  };
}

async function registerOf(
  db: Database,
  paper: MadePaper,
  { agency, from, until, cases }: AskedFor<'register'>,
  agencies: Agencies,
): Promise<FormContents['register']> {
  const rows = await listedCases(db.pool, cases);
  return {
    ...sheetOf('register', agency, agencies, paper),
    from,
    until,
    rows: rows.map((row) => ({
      code: row.code,
      procedure: nameOf(row),
      applicant: row.applicant,
      contact: [row.address, row.phone].filter(Boolean).join(', ') || null,
      decider: agencyName({ agencies }, row.owner),
      channel: row.channel,
      filedAt: row.filedAt,
      dueAt: row.dueAt,
      decidedAt: row.decidedAt,
      deliveredAt: row.deliveredAt,
      standing: standingOf(row),
    })),
  };
}

async function handoverListOf(
  db: Database,
  paper: MadePaper,
  { from, to, cases }: AskedFor<'handover-list'>,
  agencies: Agencies,
): Promise<FormContents['handover-list']> {
  const rows = await listedCases(db.pool, cases);
  const shipments = to === null ? await shipmentsAmong(db.pool, cases) : [];
  return {
    ...sheetOf('handover-list', from, agencies, paper),
    number: paper.id.slice(0, 8).toUpperCase(),
    from: agencyName({ agencies }, from),
    to: to === null ? PUBLIC_POST : agencyName({ agencies }, to),
    rows: rows.map((row) => {
      const shipment = shipments.find(({ caseId }) => caseId === row.id);
      return {
        code: row.code,
        tracking: shipment?.tracking ?? null,
        applicant: row.applicant,
        content: nameOf(row)[paper.language],
        papers: row.papers,
        cod: shipment?.cod ?? null,
      };
    }),
  };
}

async function labelOf(
  db: Database,
  paper: MadePaper,
  asked: AskedFor<'delivery-label'>,
  agencies: Agencies,
): Promise<FormContents['delivery-label']> {
  const [shipment] = await shipmentsAmong(db.pool, [asked.case], asked.shipment);
  const [row] = await listedCases(db.pool, [asked.case]);
  if (shipment === undefined || row === undefined) throw new PaperImpossible('no-such-shipment');
  if (shipment.tracking === null) throw new PaperImpossible('no-tracking-number');
  const { contact } = await postalTermsAt(db, paper.province, shipment.termsVersion);
  const office = { name: agencyName({ agencies }, shipment.counter)[paper.language], ...contact };
  const isResult = shipment.direction === 'result';
  return {
    ...sheetOf('delivery-label', shipment.counter, agencies, paper),
    tracking: shipment.tracking,
    carrier: PUBLIC_POST[paper.language],
    service: isResult ? 'return' : 'fetch',
    sender: isResult ? office : shipment.address,
    recipient: isResult ? shipment.address : office,
    code: row.code,
    content: PAPER_TEXTS[paper.language].labels[isResult ? 'resultInside' : 'papersInside'],
    cod: shipment.cod ?? 0,
  };
}

function nameOf({ procedure, procedureName }: ListedCase): Localised {
  return procedureName ?? { vi: procedure, en: procedure };
}

function standingOf({ status, ending }: ListedCase): Localised {
  const said = (language: 'vi' | 'en') => {
    const { statuses, endings } = TEXTS[language];
    return status === 'closed' && ending !== null ? endings[ending] : statuses[status];
  };
  return { vi: said('vi'), en: said('en') };
}
