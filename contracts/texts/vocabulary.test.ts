import { describe, expect, test } from 'vitest';
import { CHANNELS } from '../../domain/vocabulary/channels.ts';
import { CLOCK_SORTS, PAUSE_REASONS } from '../../domain/vocabulary/clocks.ts';
import { DELIVERY_WAYS } from '../../domain/vocabulary/delivery-ways.ts';
import { FORM_NAMES } from '../../domain/vocabulary/documents.ts';
import { ENDINGS } from '../../domain/vocabulary/endings.ts';
import { CARD_COLOURS } from '../../domain/vocabulary/escalations.ts';
import { CASE_KINDS } from '../../domain/vocabulary/kinds.ts';
import { LANGUAGES } from '../../domain/vocabulary/languages.ts';
import { DIGEST_LISTS } from '../../domain/vocabulary/messages.ts';
import { MONEY_MOVEMENTS, PAYMENT_WAYS, TRANSFER_STATUSES } from '../../domain/vocabulary/payments.ts';
import { PERSONAL_KINDS } from '../../domain/vocabulary/personal-data.ts';
import { LIMITED } from '../../domain/vocabulary/procedures.ts';
import { RATINGS } from '../../domain/vocabulary/ratings.ts';
import { READ_KINDS } from '../../domain/vocabulary/reads.ts';
import { PUNCTUALITIES, QUALITY_GROUPS } from '../../domain/vocabulary/reports.ts';
import { ROLES } from '../../domain/vocabulary/roles.ts';
import {
  DELIVERY_FAILURES,
  DIRECTIONS,
  SCAN_KINDS,
  SHIPMENT_STATUSES,
} from '../../domain/vocabulary/shipments.ts';
import { CASE_STATUSES, PORTAL_STATUSES } from '../../domain/vocabulary/statuses.ts';
import { TOPICS, WEIGHT_NAMES } from '../../domain/vocabulary/topics.ts';
import { DURATION_UNITS } from '../../domain/vocabulary/units.ts';
import { URGENCIES } from '../../domain/vocabulary/urgencies.ts';
import { DOCUMENT_TEXTS } from './documents.ts';
import { FEE_TEXTS } from './fees.ts';
import { TEXTS } from './index.ts';
import { MESSAGE_TEXTS, SHOWN } from './messages.ts';
import { REPORT_TEXTS } from './reports.ts';

/** The compiler asks for each member; this sees to it that the compiler is asked. */
describe.each(LANGUAGES)('in %s', (language) => {
  const texts = TEXTS[language];
  const messages = MESSAGE_TEXTS[language];
  const documents = DOCUMENT_TEXTS[language];
  const reports = REPORT_TEXTS[language];
  const fees = FEE_TEXTS[language];
  test.each<[string, object, readonly (string | number)[]]>([
    ['roles', texts.roles, ROLES],
    ['statuses', texts.statuses, CASE_STATUSES],
    ['endings', texts.endings, ENDINGS],
    ['urgencies', texts.urgencies, URGENCIES],
    ['ratings', texts.ratings, RATINGS],
    ['ways of delivery', texts.ways, DELIVERY_WAYS],
    ['channels', texts.channels, CHANNELS],
    ['colours of cards', texts.colours, CARD_COLOURS],
    ['kinds of personal data', texts.personal, PERSONAL_KINDS],
    ['limits', texts.limits, LIMITED],
    ['reasons of pauses', texts.why.pauses, PAUSE_REASONS],
    ['directions of shipments', texts.shipments.directions, DIRECTIONS],
    ['statuses of shipments', texts.shipments.statuses, SHIPMENT_STATUSES],
    ['scans', texts.shipments.scans, SCAN_KINDS],
    ['topics', messages.topics, TOPICS],
    ['names of topics', messages.names, TOPICS],
    ['weights', messages.weights, WEIGHT_NAMES],
    ['clocks', messages.clocks, CLOCK_SORTS],
    ['parcels', messages.parcels, DIRECTIONS],
    ['failures', messages.failures, DELIVERY_FAILURES],
    ['lists of a digest', messages.lists, DIGEST_LISTS],
    ['titles of forms', documents.titles, FORM_NAMES],
    ['names of forms', documents.names, FORM_NAMES],
    ['channels on paper', documents.channels, CHANNELS],
    ['ways of delivery on paper', documents.ways, DELIVERY_WAYS],
    ['units of time', documents.units, DURATION_UNITS],
    ['punctuality', documents.punctuality, PUNCTUALITIES],
    ['kinds of cases', reports.kinds, CASE_KINDS],
    ['statuses of the portal', reports.portal, PORTAL_STATUSES],
    ['groups of indicators', reports.groups, QUALITY_GROUPS],
    ['notes on them', reports.notes, QUALITY_GROUPS],
    ['what was looked at', reports.looks, READ_KINDS],
    ['movements of money', fees.kinds, MONEY_MOVEMENTS],
    ['ways of payment', fees.ways, PAYMENT_WAYS],
    ['statuses of transfers', fees.statuses, TRANSFER_STATUSES],
    ['what messages show', SHOWN, TOPICS],
  ])('each of the %s has its words', (_, text, members) => {
    expect(Object.keys(text).sort()).toEqual(members.map(String).sort());
  });
});
