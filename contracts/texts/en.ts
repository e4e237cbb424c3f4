import type { FactName } from '../../domain/cases/state/events.ts';
import type { CaseStatus, Ending, Rating, Urgency } from '../../domain/cases/state/state.ts';
import type { PersonalKind } from '../../domain/complaints/personal-data.ts';
import type { Channel, DeliveryWay, Role } from '../../domain/procedures/language/types.ts';
import type { ActionName } from '../../domain/vocabulary/actions.ts';
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
  readonly colours: Readonly<Record<'yellow' | 'red', string>>;
  /** A task that an escalation opened beside the step's own. */
  readonly followUp: string;
  /** The same, where the step is not at hand. */
  readonly followUpAlone: string;
  /** An officer, to somebody who is not to learn which one. */
  readonly officer: string;
  /** What clocks measure. */
  readonly clocks: Readonly<Record<'case' | 'response' | 'supplement' | 'closing' | 'task', string>>;
  readonly why: WhyTexts;
  /** Kinds of personal data. */
  readonly personal: Readonly<Record<PersonalKind, string>>;
  readonly limits: Readonly<Record<'supplements' | 'extensions' | 'transfers' | 'appeals', string>>;
}

export const en: Texts = {
  problems: {
    'not-allowed-now': [
      'Not possible now',
      'The action “{action}” is not possible while the case is “{status}”.',
    ],
    'not-permitted': ['Not permitted', 'You may not do “{action}” here.'],
    'no-such-case': ['No such case', 'There is no such case, or you may not see it.'],
    'already-filed': ['Already filed', 'This case was filed already.'],
    'stale-version': [
      'Changed meanwhile',
      'You saw version {expected}; the case is now at version {actual}. Read it again.',
    ],
    'key-reused': [
      'Key used before',
      'This Idempotency-Key came before with other content. Use a new key for a new request.',
    ],
    'no-such-task': ['No such task', 'The case has no open task “{taskId}”.'],
    'task-held': ['Somebody else has it', 'The task “{taskId}” is held by somebody else.'],
    'not-held': ['Nobody has it', 'Nobody holds the task “{taskId}”.'],
    'no-such-outcome': ['No such outcome', 'The task cannot end with “{outcome}”. It can end with: {known}.'],
    'reason-required': ['Reason missing', 'The outcome “{outcome}” needs a reason.'],
    'document-missing': ['Document missing', 'The document “{rule}” is required.'],
    'position-missing': [
      'Position missing',
      'The outcome “{outcome}” needs the position (latitude, longitude) where it was done.',
    ],
    'no-such-document': ['No such document', 'The procedure knows no document “{rule}”.'],
    'no-such-step': ['No such step', 'The work cannot be returned to the step “{step}”.'],
    'limit-reached': ['Limit reached', 'No more {what} are possible; the procedure allows {max}.'],
    'fee-unpaid': ['Fee unpaid', 'The fee of {amount} has to be paid first.'],
    'wrong-amount': ['Wrong amount', 'The fee is {amount}.'],
    'already-paid': ['Already paid', 'The fee has been paid.'],
    'no-fee': ['No fee', 'There is no fee for this procedure.'],
    'nothing-to-refund': ['Nothing to give back', 'The fee was not paid, or was given back.'],
    'receipt-missing': [
      'Receipt missing',
      'Money that is given back in cash needs the number of its receipt.',
    ],
    'no-such-delivery': ['No such delivery', 'The result of this procedure is not handed over by “{way}”.'],
    'no-post': ['No post here', 'Nothing goes by post here yet: no carrier is connected.'],
    'no-such-shipment': ['No such shipment', 'The case has no shipment “{shipment}”.'],
    'shipment-under-way': [
      'Shipment under way',
      'Shipment {shipment} is under way: it has to arrive or to come back first.',
    ],
    'same-agency': ['Same agency', 'The task is with this agency already.'],
    'beyond-maximum': ['Beyond the maximum', 'Term and extensions may come to {maximum} minutes at most.'],
    'bad-term': ['Unusable term', 'The deadline cannot be extended by this term.'],
    'already-rated': ['Already rated', 'The case has been rated.'],
    'merge-with-itself': ['Not with itself', 'A complaint cannot be merged with itself.'],
    'dispute-first': [
      'No appeal yet',
      'Dispute the result first, so that the agency looks at it again; then you may appeal to the one above.',
    ],
    'cannot-move': ['Cannot be moved', 'The case cannot go on under the other version ({why}; step {step}).'],
    unauthorised: ['Not signed in', 'A valid token of a known user is needed.'],
    'cross-site-request': [
      'Not from this page',
      'The change was not asked for by a page of this service. Load the page anew.',
    ],
    'bad-signature': [
      'Not signed',
      'The signature is missing or wrong, or the call is too old. See Standard Webhooks.',
    ],
    'not-found': ['Not found', 'There is nothing here, or you may not see it.'],
    'method-not-allowed': ['Method not allowed', 'This address does not take {method}.'],
    'invalid-input': ['Invalid input', 'Something in the request is not as it should be; see the fields.'],
    'invalid-json': ['Invalid JSON', 'The body is not JSON: line {line}, column {column}.'],
    'invalid-encoding': ['Invalid text', 'The body is not clean UTF-8 text.'],
    'body-too-large': ['Too large', 'The body may have {limit} at most.'],
    'unsupported-media-type': ['Unsupported content', 'Send application/json, uncompressed.'],
    'key-required': [
      'Key missing',
      'The header Idempotency-Key is needed: 1 to 255 visible ASCII characters.',
    ],
    'bad-cursor': ['Unusable cursor', 'The cursor does not belong to this list. Begin again without it.'],
    'unknown-procedure': [
      'Unknown procedure',
      'There is no procedure “{procedure}” of this kind in the province.',
    ],
    'channel-not-offered': [
      'Channel not offered',
      'This procedure is not offered by “{channel}”, or not to you.',
    ],
    'no-such-agency': ['No such agency', 'There is no agency “{agency}” in the province.'],
    'wrong-owner': ['Wrong agency', 'The agency “{agency}” does not decide cases of this procedure.'],
    'unresolved-agency': ['Nobody responsible', 'No agency fulfils: {missing}.'],
    'unknown-assignee': [
      'Unknown officer',
      '“{assignee}” does not have the role that the task needs in its agency.',
    ],
    'unknown-colleague': ['Unknown colleague', '“{colleague}” works in no agency of this case.'],
    'too-many-views': ['Too many views', 'At most {most} views can be kept. Forget one first.'],
    'personal-data': ['Personal data', 'What is published must hold no personal data; see each field.'],
    'case-ended': ['Case ended', 'The case is closed for good.'],
    'case-parked': ['Case parked', 'The record and the case disagree. An operator has to reconcile them.'],
    'invalid-procedure': ['Invalid procedure', 'The procedure cannot be published; see the findings.'],
    'version-conflict': ['Version exists', 'A published version never changes. Publish a higher one.'],
    'invalid-calendar': ['Invalid calendar', 'The calendar cannot be published; see the fields.'],
    'delegation-overlaps': [
      'Arranged already',
      'For this person and role something is arranged already within that time. Revoke it first.',
    ],
    'delegation-circle': [
      'Circle of deputies',
      'The deputy is away in that time, and whoever stands in for them leads back to this person.',
    ],
    'role-not-delegable': [
      'Cannot be passed on',
      'The role “{role}” cannot be passed on: citizens act for themselves, auditors look with their own eyes, administrators make another one.',
    ],
    'role-not-held': ['Not their role', '“{principal}” does not have such a role that can be passed on.'],
    'unknown-deputy': ['Unknown deputy', '“{deputy}” is no officer of this province who can stand in.'],
    'own-deputy': ['Not for themselves', 'Nobody can stand in for themselves.'],
    'bad-period': [
      'Unusable period',
      'The period has to end after it begins and after now, within 366 days.',
    ],
    'webhook-exists': ['Name taken', 'There is a webhook “{name}” already.'],
    'webhook-address': [
      'Unusable address',
      'Webhooks call https addresses without a user name or password in them.',
    ],
    'message-not-failed': ['Did not fail', 'Only a message that reached nobody can be sent anew.'],
    'delivery-not-dead': ['Not given up', 'Only a delivery that was given up can be sent anew.'],
    'document-under-way': ['Being made', 'The document is being made. Ask again in a while.'],
    'document-impossible': ['Cannot be made', 'This document cannot be made of the case as it stands.'],
    'file-missing': [
      'File not found',
      'The record knows this file, but the store no longer has it. Tell whoever runs the system.',
    ],
    'too-many-cases': ['Too many cases', 'A list takes {most} cases at most: choose a shorter period.'],
    'file-empty': ['Empty file', 'The file holds nothing. Choose it again.'],
    'file-too-large': ['File too large', 'A file may have {limit} at most, a picture 32 MB.'],
    'file-type': [
      'Kind of file not taken',
      'By its content the file is none of the kinds that are taken: {accept}.',
    ],
    'file-cut': [
      'File incomplete',
      'The file ends too early or cannot be read. Choose it again, or scan it anew.',
    ],
    'file-changed': ['File changed on its way', 'The file arrived other than it was sent. Send it again.'],
    'file-infected': ['Harmful file', 'The virus scanner found something in the file. It was not kept.'],
    'scanner-away': [
      'Not scanned yet',
      'The virus scanner does not answer at the moment, and no file is taken unscanned. Try again in a while.',
    ],
    'too-many-uploads': [
      'Too many files waiting',
      'Too many files that you sent belong to no case yet. File them with a case, or remove some.',
    ],
    'upload-offset': ['Goes on elsewhere', 'The file goes on at byte {offset}.'],
    'upload-checksum': ['Part damaged', 'A part of the file arrived other than it was sent. Send it again.'],
    'tus-version': ['Other version', 'Uploads go by version 1.0.0 of the tus protocol.'],
    'range-not-satisfiable': ['No such part', 'The file has {size} bytes.'],
    'too-many-requests': ['Too many requests', 'Please wait a moment and try again.'],
    unavailable: [
      'Not available',
      'The service does not answer at the moment. What was accepted is carried out; try again with the same key.',
    ],
    internal: ['Internal error', 'Something went wrong on our side.'],
  },
  fields: {
    missing: 'is missing',
    unknown: 'is not known here',
    wrong: '{message}',
    characters: 'holds characters that no text may hold',
    type: 'has to be of type {type}',
    minimum: 'has to be {limit} or more',
    maximum: 'has to be {limit} or less',
    exclusiveMinimum: 'has to be more than {limit}',
    exclusiveMaximum: 'has to be less than {limit}',
    multipleOf: 'has to be a multiple of {multipleOf}',
    minLength: 'has to have {limit} characters or more',
    maxLength: 'may have {limit} characters at most',
    pattern: 'does not have the shape {pattern}',
    format: 'is no {format}',
    enum: 'has to be one of: {allowedValues}',
    minItems: 'has to have {limit} entries or more',
    maxItems: 'may have {limit} entries at most',
    uniqueItems: 'names something twice',
    document: 'the document “{rule}” is missing',
    accept: 'has to be one of: {accept}',
    used: 'names a file that a case has taken in already',
    unfinished: 'names a file that has not come whole yet',
    version: 'names no paper of this case and rule whose newest version that is',
    personal: 'holds personal data ({what})',
    rule: 'does not follow the form of the procedure',
  },
  statuses: {
    filed: 'Filed',
    'in-process': 'In process',
    supplement: 'Waiting for papers',
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
    'receive-supplement': 'Hand in documents',
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
    refund: 'Give the fee back',
    'choose-delivery': 'Choose how the result is handed over',
    send: 'Send the result by post',
    fetch: 'Have papers fetched',
    readdress: 'Change the address of a shipment',
    recall: 'Call a shipment off',
    deliver: 'Deliver the result',
    publish: 'Publish the result',
    rate: 'Rate',
    dispute: 'Dispute the result',
    reopen: 'Reopen',
    close: 'Close',
    submit: 'File',
    administer: 'Administer',
    presence: 'See who has it open',
    delegate: 'Appoint a deputy',
    report: 'Read reports',
    'move-procedure': 'Move to another version of the procedure',
  },
  events: {
    'case-filed': 'Filed',
    'case-accepted': 'Accepted; the term begins',
    'case-not-accepted': 'Refused at intake',
    'case-classified': 'Classified as {urgency}',
    'case-recategorised': 'Changed to another category: {from} → {to}',
    'case-appealed': 'Appealed to the agency above: from {from} to {to}',
    'case-merged': 'Merged with another complaint',
    'step-entered': 'Step “{step}” begins',
    'step-skipped': 'Step “{step}” is not needed',
    'task-opened': 'A task goes to an agency',
    'task-claimed': 'Task {taskId} claimed by {assignee}',
    'task-released': 'Task {taskId} released',
    'task-assigned': 'Task {taskId} assigned to {assignee}',
    'task-completed': 'Task {taskId} completed: {outcome}',
    'task-cancelled': 'Task {taskId} is no longer needed',
    'task-transferred': 'Task {taskId} transferred from {from} to {to}',
    'task-raised': 'Task {taskId} raised to the agency above',
    'case-prioritised': 'Priority: {urgency}',
    'calendar-changed': 'A calendar was changed; the deadlines were computed anew',
    'task-escalated': 'Task {taskId} raised to the {role}',
    'work-returned': 'Returned to step “{step}”',
    'supplement-requested': 'Documents requested; the clocks stand still',
    'supplement-received': 'Documents handed in; the clocks go on',
    'supplement-expired': 'The documents did not come in time',
    'deadline-extended': 'Deadline extended by {extension} working minutes',
    'case-suspended': 'Suspended; the clocks stand still',
    'case-resumed': 'Resumed',
    'case-withdrawn': 'Withdrawn',
    'note-added': 'Note',
    'documents-attached': 'Documents attached',
    'fee-paid': 'Fee paid: {amount}, receipt {receipt}',
    'case-decided': 'Decided: {ending}',
    'fee-refund-ordered': 'The fee goes back to the account that it came from',
    'fee-refunded': 'Fee given back: {amount}, receipt {receipt}',
    'delivery-chosen': 'Result wanted {way}',
    'shipment-ordered': 'Shipment ordered: {direction}',
    'shipment-readdressed': 'Address of the shipment changed',
    'shipment-recalled': 'Shipment called off',
    'shipment-moved': 'Shipment: {shipmentStatus}',
    'shipment-late': 'Shipment not at the door in time',
    'result-delivered': 'Result delivered: {way}',
    'result-published': 'Result published',
    'case-rated': 'Rated: {rating}',
    'case-disputed': 'Disputed',
    'case-reopened': 'Reopened under a new clock',
    'case-closed': 'Closed',
    'escalation-level-reached': 'Warning {escalationLevel}: {clock}',
    'clock-breached': 'Deadline missed: {clock}',
    'card-given': 'A {colour} card for {agency}',
    'procedure-moved': 'Goes on under another version of the procedure',
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
  followUp: 'What holds up “{step}”',
  followUpAlone: '“What holds the case up”',
  officer: 'an officer',
  clocks: {
    case: 'the term of the whole case',
    response: 'the term for the answer on acceptance',
    supplement: 'the term for handing in papers',
    closing: 'the term until the case closes',
    task: 'the term of task {task}',
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
    email: 'an e-mail address',
    id: 'a personal identity number',
  },
  limits: {
    supplements: 'supplement requests',
    extensions: 'extensions',
    transfers: 'transfers',
    appeals: 'appeals',
  },
};
