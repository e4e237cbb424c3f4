import type { MessageTexts } from './messages.ts';

export const MESSAGES_EN: MessageTexts = {
  layout: {
    greeting: 'Dear {name},',
    greetingNobody: 'Dear Sir or Madam,',
    labels: {
      code: 'Reference code',
      procedure: 'Procedure or category',
      agency: 'Responsible agency',
      counter: 'Counter',
      due: 'Due',
      before: 'Original date',
      missing: 'Documents to submit',
      amount: 'Amount',
      receipt: 'Receipt',
      parcel: 'Shipment',
      tracking: 'Tracking number',
      attempts: 'Delivery attempts',
      keptUntil: 'Kept at the post office until',
      step: 'Step',
      into: 'Merged into',
    },
    open: 'Check progress',
    automatic:
      'This is an automatic message; please do not reply. If you have any questions, contact your counter.',
    unsubscribe: 'Unsubscribe from these messages',
    withoutDocument: 'The document was too large to attach; you can collect it at the counter.',
  },
  topics: {
    'fee-due': {
      subject: 'Dossier {code}: a fee is due',
      paragraphs: [
        'A fee of {amount} is due for dossier {code}.',
        'The result will be handed over once the fee is paid. This does not change the agency’s deadline.',
      ],
      short: '{province}: a fee of {amount} is due for dossier {code}.',
    },
    paid: {
      subject: 'Dossier {code}: payment received',
      paragraphs: ['We have received your payment of {amount} for dossier {code}. Receipt: {receipt}.'],
      short: '{province}: received {amount} for dossier {code}. Receipt {receipt}.',
    },
    refunded: {
      subject: 'Dossier {code}: fee refunded',
      paragraphs: ['The {amount} paid for dossier {code} is being refunded to you.', 'Reason: {reason}'],
      short: '{province}: {amount} paid for dossier {code} is being refunded.',
    },
    acknowledged: {
      subject: 'Complaint {code}: received',
      paragraphs: [
        'Thank you for your report. Its reference code is {code}.',
        'You can use this code to track progress. Your identity is not shared with the agencies that handle it.',
      ],
      short: '{province}: your complaint has been received. Keep the code {code} to track it.',
    },
    accepted: {
      subject: 'Dossier {code}: accepted',
      paragraphs: [
        'Your dossier has been accepted. Its reference code is {code}.',
        'The result is due on {due}.',
        'The receipt is attached if it was available.',
      ],
      short: '{province}: dossier {code} accepted, result due {due}.',
    },
    supplement: {
      subject: 'Dossier {code}: documents needed',
      paragraphs: [
        'To continue with dossier {code}, we need: {missing}.',
        'Reason: {reason}',
        'Please submit them before {due}. After that, the dossier will be stopped.',
      ],
      short: '{province}: dossier {code} needs documents before {due}. For details contact your counter.',
    },
    refused: {
      subject: '{code}: refused',
      paragraphs: [
        'We are sorry to inform you that {code} has been refused.',
        'Reason: {reason}',
        'You can ask at your counter, and you have the right to complain as provided by law.',
      ],
      short: '{province}: {code} has been refused. For details contact your counter.',
    },
    apology: {
      subject: 'Dossier {code}: our apologies and a new date',
      paragraphs: [
        'We apologise that dossier {code} was not ready on the date given ({before}).',
        'Reason: {reason}',
        'The new date is {due}.',
      ],
      short: '{province}: we apologise for the delay; the new date for dossier {code} is {due}.',
    },
    rescheduled: {
      subject: '{code}: the date has changed',
      paragraphs: [
        'The office’s working days have changed ({reason}), and the time limit for {code} has been recalculated.',
        'The date given before was {before}. The new date is {due}.',
      ],
      short: '{province}: working days have changed; the new date for {code} is {due}.',
    },
    stopped: {
      subject: 'Dossier {code}: stopped',
      paragraphs: [
        'Work on dossier {code} has been stopped.',
        'Reason: {reason}',
        'You can file it again once your documents are complete.',
      ],
      short: '{province}: dossier {code} has been stopped. For details contact your counter.',
    },
    ready: {
      subject: 'Dossier {code}: result ready',
      paragraphs: [
        'The result of dossier {code} is ready.',
        'Please collect it at {counter} and bring your receipt.',
      ],
      short: '{province}: the result of dossier {code} is ready at {counter}.',
    },
    posted: {
      subject: 'Dossier {code}: result sent by post',
      paragraphs: [
        'The result of dossier {code} has been handed to the postal service for delivery to your address.',
        'Tracking number: {tracking}.',
        'The courier will collect the fee on delivery: {amount}.',
      ],
      short: '{province}: the result of dossier {code} has been posted, {tracking}.',
    },
    attempted: {
      subject: 'Dossier {code}: delivery attempted',
      paragraphs: [
        'The courier came for dossier {code}, but you were not available.',
        'It will be kept at the post office until {keptUntil}.',
        'Please keep your telephone to hand, or ask the post office about {tracking}.',
      ],
      short: '{province}: delivery attempted, dossier {code}.',
    },
    delivered: {
      subject: 'Dossier {code}: result delivered',
      paragraphs: [
        'The result of dossier {code} has been delivered.',
        'If you have not received it, please contact your counter immediately.',
      ],
      short:
        '{province}: the result of dossier {code} was delivered. If you have not received it, contact your counter.',
    },
    returned: {
      subject: 'Dossier {code}: delivery failed',
      paragraphs: [
        'We are sorry: the postal service was unable to deliver dossier {code}.',
        'Please contact {counter} to collect it there or to have it sent again.',
      ],
      short: '{province}: dossier {code} could not be delivered. Please contact {counter}.',
    },
    'documents-failed': {
      subject: 'Dossier {code}: your documents did not arrive',
      paragraphs: [
        'Your documents for dossier {code} did not reach us by post: {failure}.',
        'Tracking number: {tracking}.',
        'Please contact {counter} to arrange another collection or to bring them in.',
      ],
      short:
        '{province}: your documents for dossier {code} did not reach us ({failure}). Please contact {counter}.',
    },
    answered: {
      subject: 'Complaint {code}: answered',
      paragraphs: [
        'Complaint {code} has been resolved and the result has been published.',
        'If you disagree, you can reply with photos as evidence.',
      ],
      short: '{province}: complaint {code} has been resolved.',
    },
    merged: {
      subject: 'Complaint {code}: merged into {into}',
      paragraphs: [
        'The same problem has already been reported. Your complaint {code} has been merged into {into}.',
        'You will be notified when it is answered.',
      ],
      short: '{province}: complaint {code} has been merged into {into}.',
    },
    news: {
      subject: 'Complaint {code}: {news}',
      paragraphs: ['There is an update on the complaint that you follow ({code}): {news}.'],
      short: '{province}: update on complaint {code}.',
    },
    rate: {
      subject: '{code}: how was our service?',
      paragraphs: [
        'Please take a minute to rate how {code} was handled: satisfied, acceptable, or not satisfied.',
        'Your feedback helps us to improve our service.',
      ],
      short: '{province}: please rate how {code} was handled.',
    },
    assigned: {
      subject: '{code}: assigned to you',
      paragraphs: ['You have been assigned {code}, step {step}.', 'Due: {due}.'],
      short: '{code}: assigned to you, due {due}.',
    },
    mentioned: {
      subject: '{code}: a note for you',
      paragraphs: [
        'A colleague mentioned you in a note on {code}, {procedure}. You can read it on the case page.',
      ],
      short: '{code}: a colleague mentioned you in a note.',
    },
    'delivery-failed': {
      subject: '{code}: delivery failure, {parcel}: {failure}',
      paragraphs: [
        'Delivery failure for dossier {code}, {parcel}: {failure}.',
        'Tracking number: {tracking}.',
        'Still to be paid: {amount}.',
        'Please deal with it on the case page: send it again, hand it over at the counter, or call the applicant.',
      ],
      short: '{code}: delivery failure, {parcel}: {failure}.',
    },
    'deadline-moved': {
      subject: '{code}: deadline moved to {due}',
      paragraphs: [
        'Working days have changed ({reason}): the deadline of {code}, step {step}, has moved from {before} to {due}.',
      ],
      short: '{code}: deadline moved to {due}.',
    },
    reminder: {
      subject: '{code}: due soon, {due}',
      paragraphs: [
        '{clock} of {code} is due soon: {due}.',
        'Step: {step}.',
        'This notice came due {times} times while the system was interrupted.',
      ],
      short: '{code}: due soon, {due}.',
    },
    breach: {
      subject: '{code}: overdue since {due}',
      paragraphs: [
        '{clock} of {code} has been overdue since {due} at {agency}.',
        'Step: {step}.',
        'This notice came due {times} times while the system was interrupted.',
      ],
      short: '{code}: overdue since {due}.',
    },
    digest: {
      subject: 'Your work on {day}: {count}',
      paragraphs: ['Tasks waiting for you on {day}: {count}.'],
      short: 'Your work on {day}: {count}.',
    },
  },
  names: {
    'fee-due': 'Fee due',
    paid: 'Payment received',
    refunded: 'Fee refunded',
    acknowledged: 'Complaint received',
    accepted: 'Dossier accepted',
    supplement: 'Documents requested',
    refused: 'Refused',
    apology: 'Apology and new date',
    rescheduled: 'New date',
    'deadline-moved': 'Deadline moved',
    stopped: 'Stopped',
    ready: 'Result ready at the counter',
    posted: 'Sent by post',
    attempted: 'Delivery attempted',
    delivered: 'Result delivered',
    returned: 'Postal delivery failed',
    'documents-failed': 'Documents not received by post',
    answered: 'Complaint answered',
    merged: 'Complaint merged',
    news: 'Updates on a complaint that you follow',
    rate: 'Request to rate our service',
    assigned: 'Task assigned',
    mentioned: 'Mentioned in a note',
    'delivery-failed': 'Delivery failure',
    reminder: 'Due soon',
    breach: 'Overdue',
    digest: 'Daily summary',
  },
  weights: {
    mandatory: 'required by law, always sent',
    service: 'about your own case, can be switched off',
    optional: 'optional',
  },
  news: {
    published: 'it has been answered',
    closed: 'it is closed',
    disputed: 'it is being reviewed',
  },
  parcels: { result: 'the result', documents: 'the applicant’s documents' },
  failures: {
    refused: 'rejected by the carrier',
    returned: 'returned',
    lost: 'lost',
    damaged: 'damaged',
    cancelled: 'cancelled by the carrier',
    late: 'overdue',
    short: 'delivered, but not fully paid at the door',
  },
  clocks: { case: 'The deadline', task: 'The step', response: 'The first response' },
  lists: { overdue: 'Overdue', soon: 'Due today and on the next working day', fresh: 'New' },
  item: '{code}, step {step}, due {due}',
  itemUndated: '{code}, step {step}',
  more: 'and {count} more',
  page: {
    title: 'Unsubscribe',
    ask: 'Do you want to stop receiving “{topic}” messages?',
    button: 'Unsubscribe',
    done: 'You have unsubscribed. You will receive no more “{topic}” messages.',
    still:
      'Messages required by law (acceptance, documents requested, refusal, apology, stopping) will still be sent.',
    invalid: 'This link is not valid. Please open it again from the message.',
  },
};
