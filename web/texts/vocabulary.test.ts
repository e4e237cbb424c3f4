import { describe, expect, test } from 'vitest';
import { AGENCY_LEVELS, ASSIGN_WAYS } from '../../domain/vocabulary/agencies.ts';
import { DELIVERY_WAYS } from '../../domain/vocabulary/delivery-ways.ts';
import { CASE_KINDS } from '../../domain/vocabulary/kinds.ts';
import { LANGUAGES } from '../../domain/vocabulary/languages.ts';
import { FAILED, MESSAGE_CHANNELS, MESSAGE_STATUSES } from '../../domain/vocabulary/messages.ts';
import {
  FEE_MOMENTS,
  MONEY_MOVEMENTS,
  PAYMENT_DIFFERENCE_KINDS,
  PAYMENT_WAYS,
} from '../../domain/vocabulary/payments.ts';
import { RATINGS } from '../../domain/vocabulary/ratings.ts';
import { READ_KINDS } from '../../domain/vocabulary/reads.ts';
import { WORKS } from '../../domain/vocabulary/reports.ts';
import { ROLES } from '../../domain/vocabulary/roles.ts';
import { AUDIENCE_NAMES } from '../../domain/vocabulary/topics.ts';
import { URGENCIES } from '../../domain/vocabulary/urgencies.ts';
import { VERIFICATION_FINDINGS } from '../../domain/vocabulary/verification.ts';
import { DELIVERY_STATUSES } from '../../domain/vocabulary/webhooks.ts';
import { TEXTS as ADMIN } from '../administration/texts.ts';
import { TEXTS as AUDIT } from '../audit/texts.ts';
import { TEXTS as CASE } from '../case/texts.ts';
import { TEXTS as COUNTER } from '../counter/texts.ts';
import { TEXTS as MESSAGES } from '../messages/texts.ts';
import { TEXTS as PREFERENCES } from '../preferences/texts.ts';
import { TEXTS as PUBLISHED } from '../published/texts.ts';
import { TEXTS as LEADERS } from '../reports/texts.ts';
import { TEXTS } from './index.ts';

describe.each(LANGUAGES)('in %s', (language) => {
  test.each<[string, object, readonly string[]]>([
    ['kinds of cases', TEXTS[language].kinds, CASE_KINDS],
    ['roles', ADMIN[language].role, ROLES],
    ['levels of agencies', ADMIN[language].levels, AGENCY_LEVELS],
    ['ways of assigning', ADMIN[language].assignWay, ASSIGN_WAYS],
    ['statuses of deliveries', ADMIN[language].deliveryStatus, DELIVERY_STATUSES],
    ['urgencies', TEXTS[language].urgencies, URGENCIES],
    ['statuses of messages', CASE[language].messageStatus, MESSAGE_STATUSES],
    ['ways of delivery', COUNTER[language].ways, DELIVERY_WAYS],
    ['moments of fees', COUNTER[language].due, FEE_MOMENTS],
    ['parts of the work', LEADERS[language].works, WORKS],
    ['ways of payment', LEADERS[language].hows, PAYMENT_WAYS],
    ['differences', LEADERS[language].difference, PAYMENT_DIFFERENCE_KINDS],
    ['movements of money', LEADERS[language].movements, MONEY_MOVEMENTS],
    ['findings', AUDIT[language].finding, VERIFICATION_FINDINGS],
    ['what was looked at', AUDIT[language].looks, READ_KINDS],
    ['ratings', PUBLISHED[language].ratings, RATINGS],
    ['channels of one’s own', PREFERENCES[language].channel, MESSAGE_CHANNELS],
    ['channels of what failed', MESSAGES[language].channel, MESSAGE_CHANNELS],
    ['failures', MESSAGES[language].status, FAILED],
    ['audiences', MESSAGES[language].to, AUDIENCE_NAMES],
  ])('each of the %s has its words', (_, text, members) => {
    expect(Object.keys(text).sort()).toEqual([...members].sort());
  });
});
