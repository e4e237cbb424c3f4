import type { FactName } from '../../domain/cases/state/events.ts';
import type { ActionName } from '../../domain/vocabulary/actions.ts';
import type { Channel } from '../../domain/vocabulary/channels.ts';
import type { DeliveryWay } from '../../domain/vocabulary/delivery-ways.ts';
import type { Ending } from '../../domain/vocabulary/endings.ts';
import type { CardColour } from '../../domain/vocabulary/escalations.ts';
import type { PersonalKind } from '../../domain/vocabulary/personal-data.ts';
import type { Limited } from '../../domain/vocabulary/procedures.ts';
import type { Rating } from '../../domain/vocabulary/ratings.ts';
import type { Role } from '../../domain/vocabulary/roles.ts';
import type { CaseStatus } from '../../domain/vocabulary/statuses.ts';
import type { Urgency } from '../../domain/vocabulary/urgencies.ts';
import type { FieldFault, ProblemCode } from '../http/problem.ts';
import { SHIPMENTS_EN, type ShipmentTexts } from './shipments.ts';
import { WHY_EN, type WhyTexts } from './why.ts';

/** `{name}` stands for a parameter. */
export interface Texts {
  readonly problems: Readonly<Record<ProblemCode, readonly [title: string, detail: string]>>;
  /** What is wrong with one field. */
  readonly fields: Readonly<Record<FieldFault, string>>;
  readonly statuses: Readonly<Record<CaseStatus, string>>;
  readonly actions: Readonly<
    Record<
      ActionName | 'submit' | 'move-procedure' | 'administer' | 'delegate' | 'presence' | 'report',
      string
    >
  >;
  readonly events: Readonly<Record<FactName, string>>;
  readonly endings: Readonly<Record<Ending, string>>;
  readonly urgencies: Readonly<Record<Urgency, string>>;
  readonly roles: Readonly<Record<Role, string>>;
  readonly ratings: Readonly<Record<Rating, string>>;
  readonly ways: Readonly<Record<DeliveryWay, string>>;
  readonly shipments: ShipmentTexts;
  readonly channels: Readonly<Record<Channel, string>>;
  readonly colours: Readonly<Record<CardColour, string>>;
  /** A task that an escalation opened beside the step's own. */
  readonly followUp: string;
  /** The same, where the step is not at hand. */
  readonly followUpAlone: string;
  readonly noDate: string;
  /** An officer, to somebody who is not to learn which one. */
  readonly officer: string;
  /** What clocks measure. */
  readonly clocks: Readonly<Record<'case' | 'response' | 'supplement' | 'closing' | 'task', string>>;
  readonly why: WhyTexts;
  /** Kinds of personal data. */
  readonly personal: Readonly<Record<PersonalKind, string>>;
  readonly limits: Readonly<Record<Limited, string>>;
}

export const en: Texts = {
  problems: {
    'not-allowed-now': [
      'Not possible now',
      'The action “{action}” is not possible while the case is “{status}”.',
    ],
    'not-permitted': ['Not permitted', 'You may not do “{action}” here.'],
    'no-such-case': ['No such case', 'There is no such case, or you may not see it.'],
    'already-filed': ['Already filed', 'This case has already been filed.'],
    'stale-version': [
      'Changed in the meantime',
      'You saw version {expected}; the case is now at version {actual}. Reload it and try again.',
    ],
    'key-reused': [
      'Key already used',
      'This Idempotency-Key was used with different content. Use a new key for a new request.',
    ],
    'no-such-task': ['No such task', 'The case has no open task “{taskId}”.'],
    'task-held': ['Already claimed', 'The task “{taskId}” is assigned to somebody else.'],
    'not-held': ['Not claimed', 'The task “{taskId}” is not assigned to anybody.'],
    'no-such-outcome': ['No such outcome', 'The task cannot end with “{outcome}”. It can end with: {known}.'],
    'reason-required': ['Reason missing', 'The outcome “{outcome}” needs a reason.'],
    'document-missing': ['Document missing', 'The document “{rule}” is required.'],
    'position-missing': [
      'Position missing',
      'The outcome “{outcome}” needs the position (latitude, longitude) where the work was done.',
    ],
    'no-such-document': ['No such document', 'The procedure has no document “{rule}”.'],
    'no-such-step': ['No such step', 'The case cannot be returned to the step “{step}”.'],
    'limit-reached': ['Limit reached', 'The procedure allows no more than {max} {what}.'],
    'fee-unpaid': ['Fee unpaid', 'The fee of {amount} must be paid first.'],
    'wrong-amount': ['Wrong amount', 'The fee is {amount}.'],
    'already-paid': ['Already paid', 'The fee has already been paid.'],
    'no-fee': ['No fee', 'There is no fee for this procedure.'],
    'nothing-to-refund': ['Nothing to refund', 'The fee was not paid, or has already been refunded.'],
    'receipt-missing': ['Receipt missing', 'A cash refund needs a receipt number.'],
    'no-such-delivery': ['No such delivery', 'The result of this procedure cannot be delivered by “{way}”.'],
    'no-post': ['No postal service', 'Postal delivery is not available: no carrier is connected.'],
    'no-such-shipment': ['No such shipment', 'The case has no shipment “{shipment}”.'],
    'shipment-under-way': [
      'Shipment in progress',
      'Shipment {shipment} is in progress: it must be delivered or returned first.',
    ],
    'same-agency': ['Same agency', 'The task is already with this agency.'],
    'extension-too-short': [
      'Extension too short',
      'The new deadline would already have passed. Extend by at least {least} (in the same unit).',
    ],
    'beyond-maximum': [
      'Beyond the maximum',
      'The time limit and its extensions may not exceed {maximum} minutes in total.',
    ],
    'bad-term': ['Invalid extension', 'The deadline cannot be extended by this amount of time.'],
    'already-rated': ['Already rated', 'The case has already been rated.'],
    'merge-with-itself': ['Same complaint', 'A complaint cannot be merged with itself.'],
    'dispute-first': [
      'Dispute first',
      'Dispute the result first so that the agency can review it; after that you may appeal to the agency above.',
    ],
    'cannot-move': [
      'Cannot be moved',
      'The case cannot continue under the other version ({why}; step {step}).',
    ],
    unauthorised: ['Not signed in', 'A valid token of a known user is needed.'],
    'cross-site-request': [
      'Cross-site request',
      'The request did not come from a page of this service. Reload the page.',
    ],
    'bad-signature': [
      'Invalid signature',
      'The signature is missing or invalid, or the request is too old. See Standard Webhooks.',
    ],
    'not-found': ['Not found', 'There is nothing here, or you may not see it.'],
    'method-not-allowed': ['Method not allowed', 'This address does not accept {method}.'],
    'invalid-input': ['Invalid input', 'The request is invalid; see each field.'],
    'invalid-json': ['Invalid JSON', 'The body is not valid JSON: line {line}, column {column}.'],
    'invalid-encoding': ['Invalid text', 'The body is not valid UTF-8.'],
    'body-too-large': ['Too large', 'The body may be no larger than {limit}.'],
    'unsupported-media-type': ['Unsupported content', 'Send application/json, uncompressed.'],
    'key-required': [
      'Key missing',
      'The Idempotency-Key header is required: 1 to 255 visible ASCII characters.',
    ],
    'bad-cursor': ['Invalid cursor', 'The cursor does not belong to this list. Start again without it.'],
    'unknown-procedure': [
      'Unknown procedure',
      'There is no procedure “{procedure}” of this type in the province.',
    ],
    'channel-not-offered': [
      'Channel not offered',
      'This procedure is not available by “{channel}”, or not to you.',
    ],
    'no-such-agency': ['No such agency', 'There is no agency “{agency}” in the province.'],
    'wrong-owner': ['Wrong agency', 'The agency “{agency}” does not decide cases of this procedure.'],
    'unresolved-agency': ['No responsible agency', 'No agency has the function: {missing}.'],
    'unknown-assignee': [
      'Unknown officer',
      '“{assignee}” does not have the role required for the task in its agency.',
    ],
    'unknown-colleague': ['Unknown colleague', '“{colleague}” does not work in any agency of this case.'],
    'too-many-views': ['Too many views', 'You can save up to {most} views. Delete one first.'],
    'personal-data': ['Personal data', 'Published text must not contain personal data; see each field.'],
    'case-ended': ['Case ended', 'The case has ended.'],
    'case-parked': ['Case on hold', 'The case does not match its record. An operator must reconcile them.'],
    'invalid-procedure': ['Invalid procedure', 'The procedure cannot be published; see the problems found.'],
    'version-conflict': [
      'Version exists',
      'A published version cannot be changed. Publish a higher version.',
    ],
    'invalid-calendar': ['Invalid calendar', 'The calendar cannot be published; see the fields.'],
    'delegation-overlaps': [
      'Already delegated',
      'There is already a delegation for this person and role in that period. Revoke it first.',
    ],
    'delegation-circle': [
      'Circular delegation',
      'The deputy is absent in that period, and their own deputy leads back to this person.',
    ],
    'role-not-delegable': [
      'Cannot be delegated',
      'The role “{role}” cannot be delegated: citizens and auditors act in person, and administrators can appoint another administrator.',
    ],
    'role-not-held': ['Role not held', '“{principal}” does not hold such a role that can be delegated.'],
    'unknown-deputy': [
      'Unknown deputy',
      '“{deputy}” is not an officer of this province who can act as a deputy.',
    ],
    'own-deputy': ['Own deputy', 'Nobody can be their own deputy.'],
    'bad-period': [
      'Invalid period',
      'The period must end after it begins and in the future, and last no more than 366 days.',
    ],
    'webhook-exists': ['Name taken', 'There is already a webhook “{name}”.'],
    'webhook-address': [
      'Invalid address',
      'Webhook addresses must use https and contain no user name or password.',
    ],
    'message-not-failed': ['Not failed', 'Only a message that failed can be sent again.'],
    'delivery-not-dead': ['Delivery not failed', 'Only a delivery that failed can be sent again.'],
    'document-under-way': ['Being generated', 'The document is being generated. Try again shortly.'],
    'document-impossible': [
      'Cannot be generated',
      'This document cannot be generated for the case in its current state.',
    ],
    'file-missing': [
      'File not found',
      'This file is recorded but is missing from the store. Contact the system operator.',
    ],
    'too-many-cases': ['Too many cases', 'A list can contain up to {most} cases. Choose a shorter period.'],
    'file-empty': ['Empty file', 'The file is empty. Choose it again.'],
    'file-too-large': [
      'File too large',
      'A file may be no larger than {limit}, an image no larger than 32 MB.',
    ],
    'file-type': ['File type not accepted', 'The content of the file is not of an accepted type: {accept}.'],
    'file-cut': [
      'File incomplete',
      'The file is incomplete or cannot be read. Choose it again, or rescan the document.',
    ],
    'file-changed': ['File changed during upload', 'The file was damaged during upload. Upload it again.'],
    'file-infected': ['Harmful file', 'The virus scanner detected a threat. The file was not stored.'],
    'scanner-unavailable': [
      'Not scanned yet',
      'The virus scanner is not responding, and files are not accepted without a scan. Try again later.',
    ],
    'too-many-uploads': [
      'Too many unused files',
      'Too many of your uploaded files are not part of a case yet. File them with a case, or remove some.',
    ],
    'upload-offset': ['Wrong offset', 'The upload continues at byte {offset}.'],
    'upload-checksum': [
      'Checksum mismatch',
      'Part of the file was damaged during upload. Upload that part again.',
    ],
    'tus-version': ['Unsupported version', 'Uploads use version 1.0.0 of the tus protocol.'],
    'range-not-satisfiable': ['Range not available', 'The file has {size} bytes.'],
    'too-many-requests': ['Too many requests', 'Wait a moment and try again.'],
    unavailable: [
      'Service unavailable',
      'The service is not responding. Accepted requests will be carried out; try again with the same key.',
    ],
    internal: ['Internal error', 'Something went wrong on our side.'],
  },
  fields: {
    missing: 'is missing',
    unknown: 'is not recognised',
    wrong: '{message}',
    characters: 'contains characters that are not allowed',
    type: 'must be of type {type}',
    minimum: 'must be {limit} or more',
    maximum: 'must be {limit} or less',
    exclusiveMinimum: 'must be more than {limit}',
    exclusiveMaximum: 'must be less than {limit}',
    multipleOf: 'must be a multiple of {multipleOf}',
    minLength: 'must have {limit} characters or more',
    maxLength: 'must have {limit} characters or fewer',
    pattern: 'does not match the pattern {pattern}',
    format: 'is not a valid {format}',
    enum: 'must be one of: {allowedValues}',
    minItems: 'must have {limit} entries or more',
    maxItems: 'must have {limit} entries or fewer',
    uniqueItems: 'contains duplicates',
    document: 'the document “{rule}” is missing',
    accept: 'must be one of: {accept}',
    used: 'is a file that already belongs to a case',
    unfinished: 'is a file that has not finished uploading',
    version: 'is not the newest version of a document of this case and type',
    personal: 'contains personal data ({what})',
    rule: 'does not match the form of the procedure',
  },
  statuses: {
    filed: 'Filed',
    'in-process': 'In process',
    supplement: 'Awaiting documents',
    suspended: 'Suspended',
    payment: 'Fee due',
    decided: 'Decided',
    delivered: 'Result delivered',
    closed: 'Closed',
  },
  actions: {
    recategorise: 'Change the category',
    appeal: 'Appeal to the agency above',
    accept: 'Accept',
    refuse: 'Refuse at intake',
    classify: 'Classify and hand over',
    merge: 'Merge with another',
    'request-supplement': 'Request documents',
    'receive-supplement': 'Submit documents',
    claim: 'Claim',
    release: 'Release',
    assign: 'Assign',
    complete: 'Complete',
    transfer: 'Transfer (not ours)',
    return: 'Return to an earlier step',
    extend: 'Extend the deadline',
    suspend: 'Suspend',
    resume: 'Resume',
    withdraw: 'Withdraw',
    note: 'Add a note',
    attach: 'Attach documents',
    pay: 'Record the payment',
    refund: 'Refund the fee',
    'choose-delivery': 'Choose how the result is delivered',
    send: 'Send the result by post',
    fetch: 'Order document collection',
    readdress: 'Change the address of a shipment',
    recall: 'Cancel a shipment',
    deliver: 'Deliver the result',
    publish: 'Publish the result',
    rate: 'Rate',
    dispute: 'Dispute the result',
    reopen: 'Reopen',
    close: 'Close',
    submit: 'File',
    administer: 'Administer',
    presence: 'See who is viewing it',
    delegate: 'Appoint a deputy',
    report: 'Read reports',
    'move-procedure': 'Move to another version of the procedure',
  },
  events: {
    'case-filed': 'Filed',
    'case-accepted': 'Accepted; the deadline starts',
    'case-not-accepted': 'Refused at intake',
    'case-classified': 'Classified as {urgency}',
    'case-recategorised': 'Changed to another category: {from} → {to}',
    'case-appealed': 'Appealed to the agency above: from {from} to {to}',
    'case-merged': 'Merged with another complaint',
    'step-entered': 'Step “{step}” started',
    'step-skipped': 'Step “{step}” skipped',
    'task-opened': 'Task sent to an agency',
    'task-claimed': 'Task {taskId} claimed by {assignee}',
    'task-released': 'Task {taskId} released',
    'task-assigned': 'Task {taskId} assigned to {assignee}',
    'task-completed': 'Task {taskId} completed: {outcome}',
    'task-cancelled': 'Task {taskId} is no longer needed',
    'task-transferred': 'Task {taskId} transferred from {from} to {to}',
    'task-raised': 'Task {taskId} escalated to the agency above',
    'case-prioritised': 'Priority: {urgency}',
    'calendar-changed': 'Calendar changed; deadlines recalculated',
    'task-escalated': 'Task {taskId} escalated to the {role}',
    'work-returned': 'Returned to step “{step}”',
    'supplement-requested': 'Documents requested; clocks paused',
    'supplement-received': 'Documents submitted; clocks resumed',
    'supplement-expired': 'Documents not submitted in time',
    'deadline-extended': 'Deadline extended; new date: {newDate}',
    'case-suspended': 'Suspended; clocks paused',
    'case-resumed': 'Resumed',
    'case-withdrawn': 'Withdrawn',
    'note-added': 'Note',
    'documents-attached': 'Documents attached',
    'fee-paid': 'Fee paid: {amount}, receipt {receipt}',
    'case-decided': 'Decided: {ending}',
    'fee-refund-ordered': 'Fee refund ordered to the account it came from',
    'fee-refunded': 'Fee refunded: {amount}, receipt {receipt}',
    'delivery-chosen': 'Delivery of the result chosen: {way}',
    'shipment-ordered': 'Shipment ordered: {direction}',
    'shipment-readdressed': 'Address of the shipment changed',
    'shipment-recalled': 'Shipment cancelled',
    'shipment-moved': 'Shipment: {shipmentStatus}',
    'shipment-late': 'Shipment overdue',
    'result-delivered': 'Result delivered: {way}',
    'result-published': 'Result published',
    'case-rated': 'Rated: {rating}',
    'case-disputed': 'Disputed',
    'case-reopened': 'Reopened with a new deadline',
    'case-closed': 'Closed',
    'escalation-level-reached': 'Warning {escalationLevel}: {clock}',
    'clock-breached': 'Deadline missed: {clock}',
    'card-given': '{colour} card given to {agency}',
    'procedure-moved': 'Moved to another version of the procedure',
  },
  endings: {
    granted: 'granted',
    refused: 'refused',
    stopped: 'stopped',
    resolved: 'resolved',
    rejected: 'rejected',
    'not-accepted': 'refused at intake',
    withdrawn: 'withdrawn',
    merged: 'merged with another',
  },
  followUp: 'Resolve the delay of “{step}”',
  followUpAlone: '“Resolve the delay”',
  noDate: 'to be set when the clock resumes',
  officer: 'an officer',
  clocks: {
    case: 'the deadline of the case',
    response: 'the deadline for the response on acceptance',
    supplement: 'the deadline for submitting documents',
    closing: 'the time until the case closes',
    task: 'the deadline of task {task}',
  },
  why: WHY_EN,
  shipments: SHIPMENTS_EN,
  urgencies: { normal: 'normal', urgent: 'urgent', danger: 'danger to life' },
  roles: {
    receptionist: 'receptionist',
    specialist: 'specialist',
    'field-team': 'field team',
    sensor: 'sensor',
    'agency-head': 'agency head',
    'province-office': 'province office',
    auditor: 'auditor',
    administrator: 'administrator',
    citizen: 'citizen',
  },
  ratings: { satisfied: 'satisfied', acceptable: 'acceptable', 'not-satisfied': 'not satisfied' },
  ways: { counter: 'at the counter', post: 'by post', electronic: 'electronically' },
  channels: { counter: 'counter', online: 'online', post: 'post', phone: 'phone', sensor: 'sensor' },
  colours: { yellow: 'yellow', red: 'red' },
  personal: {
    name: 'the name of the reporter',
    phone: 'a telephone number',
    email: 'an email address',
    id: 'a personal identity number',
  },
  limits: {
    supplements: 'supplement requests',
    extensions: 'extensions',
    transfers: 'transfers',
    appeals: 'appeals',
  },
};
