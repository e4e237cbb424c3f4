import type { MessageTexts } from './messages.ts';

export const MESSAGES_EN: MessageTexts = {
  layout: {
    greeting: 'Dear {name},',
    greetingNobody: 'Dear Sir or Madam,',
    labels: {
      code: 'Code',
      procedure: 'Procedure or field',
      agency: 'Agency in charge',
      counter: 'Counter',
      due: 'Due',
      before: 'First appointment',
      missing: 'Papers to bring',
      amount: 'Amount',
      receipt: 'Receipt',
      parcel: 'Shipment',
      tracking: 'Tracking number',
      attempts: 'Attempts',
      keptUntil: 'Kept at the post office until',
      step: 'Step',
      into: 'Became part of',
    },
    open: 'See how it stands',
    automatic: 'This message was sent automatically; please do not reply. Your counter answers questions.',
    unsubscribe: 'Stop messages of this kind',
    withoutDocument: 'The paper was too large for a mail; you can have it at the counter.',
  },
  topics: {
    'fee-due': {
      subject: 'Dossier {code}: a fee is due',
      paragraphs: [
        'A fee of {amount} is to be paid for dossier {code}.',
        'The result is handed over once it is paid. The agency works within its term all the same.',
      ],
      short: '{province}: a fee of {amount} is due for dossier {code}.',
    },
    paid: {
      subject: 'Dossier {code}: your payment has arrived',
      paragraphs: ['We received {amount} from you for dossier {code}. Receipt: {receipt}.'],
      short: '{province}: received {amount} for dossier {code}. Receipt {receipt}.',
    },
    refunded: {
      subject: 'Dossier {code}: your fee is refunded',
      paragraphs: ['The {amount} paid for dossier {code} is refunded to you.', 'Reason: {reason}'],
      short: '{province}: {amount} paid for dossier {code} is refunded.',
    },
    acknowledged: {
      subject: 'Complaint {code}: received',
      paragraphs: [
        'Thank you for your report. It has been received under the code {code}.',
        'With this code you can follow what becomes of it. The agencies that handle it are not told who you are.',
      ],
      short: '{province}: your complaint is received under {code}. Keep this code to follow it.',
    },
    accepted: {
      subject: 'Dossier {code}: accepted, with an appointment',
      paragraphs: [
        'Your dossier has been accepted under the code {code}.',
        'The result is promised for {due}.',
        'The receipt with this appointment is attached where it was ready.',
      ],
      short: '{province}: dossier {code} accepted, result promised for {due}.',
    },
    supplement: {
      subject: 'Dossier {code}: papers are missing',
      paragraphs: [
        'To go on with dossier {code}, please bring: {missing}.',
        'Reason: {reason}',
        'Please bring them before {due}. After that the dossier is stopped.',
      ],
      short: '{province}: dossier {code} needs papers before {due}. Your counter knows more.',
    },
    refused: {
      subject: '{code}: refused',
      paragraphs: [
        'We are sorry: {code} has been refused.',
        'Reason: {reason}',
        'You may ask at your counter, and you have the right to complain as the law provides.',
      ],
      short: '{province}: {code} has been refused. Your counter knows more.',
    },
    apology: {
      subject: 'Dossier {code}: our apology, and a new appointment',
      paragraphs: [
        'We apologise: dossier {code} was not ready as promised ({before}).',
        'Reason: {reason}',
        'The new appointment is {due}.',
      ],
      short: '{province}: we apologise; the new appointment for dossier {code} is {due}.',
    },
    stopped: {
      subject: 'Dossier {code}: stopped',
      paragraphs: [
        'Work on dossier {code} has been stopped.',
        'Reason: {reason}',
        'You can file it again once the papers are complete.',
      ],
      short: '{province}: dossier {code} has been stopped. Your counter knows more.',
    },
    ready: {
      subject: 'Dossier {code}: the result is ready',
      paragraphs: [
        'The result of dossier {code} is ready.',
        'Please fetch it at {counter}, and bring the receipt.',
      ],
      short: '{province}: the result of dossier {code} is ready at {counter}.',
    },
    posted: {
      subject: 'Dossier {code}: the result is on its way by post',
      paragraphs: [
        'The result of dossier {code} has been handed to the post to be brought to your door.',
        'Tracking number: {tracking}.',
        'The postman collects the fee at your door: {amount}.',
      ],
      short: '{province}: the result of dossier {code} is in the post, {tracking}.',
    },
    attempted: {
      subject: 'Dossier {code}: the postman did not meet you',
      paragraphs: [
        'The postman came for dossier {code} and did not meet you.',
        'It is kept at the post office until {keptUntil}.',
        'Please mind your telephone, or ask the post office for {tracking}.',
      ],
      short: '{province}: the postman did not meet you, dossier {code}.',
    },
    delivered: {
      subject: 'Dossier {code}: the result has been handed over',
      paragraphs: [
        'The result of dossier {code} has been handed over.',
        'If you have not received it, please tell your counter at once.',
      ],
      short: '{province}: the result of dossier {code} was handed over. If not to you, tell your counter.',
    },
    returned: {
      subject: 'Dossier {code}: the post could not deliver',
      paragraphs: [
        'We are sorry: the post did not succeed with dossier {code}.',
        'Please ask at {counter}, to fetch it there or to have it sent again.',
      ],
      short: '{province}: the post could not deliver dossier {code}, please ask at {counter}.',
    },
    'documents-failed': {
      subject: 'Dossier {code}: your papers did not arrive by post',
      paragraphs: [
        'Your papers for dossier {code} did not reach us by post: {mishap}.',
        'Tracking number: {tracking}.',
        'Please ask at {counter}, to have them fetched again or to bring them.',
      ],
      short:
        '{province}: your papers for dossier {code} did not reach us ({mishap}). Please ask at {counter}.',
    },
    answered: {
      subject: 'Complaint {code}: there is an answer',
      paragraphs: [
        'Complaint {code} has been handled and the result is published.',
        'If you do not agree, you can reply with photos that show it.',
      ],
      short: '{province}: complaint {code} has been handled.',
    },
    merged: {
      subject: 'Complaint {code}: became part of {into}',
      paragraphs: [
        'Somebody had reported the same. Your complaint {code} became part of {into}.',
        'You will hear when that one is answered.',
      ],
      short: '{province}: complaint {code} became part of {into}.',
    },
    news: {
      subject: 'Complaint {code}: {news}',
      paragraphs: ['There is news of the complaint that you follow ({code}): {news}.'],
      short: '{province}: news of complaint {code}.',
    },
    rate: {
      subject: '{code}: how were you served?',
      paragraphs: [
        'Please take a minute to rate how {code} was handled: satisfied, acceptable, or not satisfied.',
        'It helps us to serve you better.',
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
        'A colleague’s note on {code}, {procedure}, is meant for you. It is read on the page of the case.',
      ],
      short: '{code}: a colleague’s note is meant for you.',
    },
    'post-trouble': {
      subject: '{code}: trouble with the post, {parcel}: {mishap}',
      paragraphs: [
        'Trouble with the post for dossier {code}, {parcel}: {mishap}.',
        'Tracking number: {tracking}.',
        'Still to be paid: {amount}.',
        'Please see to it on the page of the case: send it again, hand it over at the counter, or call the applicant.',
      ],
      short: '{code}: trouble with the post, {parcel}: {mishap}.',
    },
    reminder: {
      subject: '{code}: due soon, {due}',
      paragraphs: ['{clock} of {code} is due soon: {due}.', 'Step: {step}.'],
      short: '{code}: due soon, {due}.',
    },
    breach: {
      subject: '{code}: overdue since {due}',
      paragraphs: ['{clock} of {code} is overdue since {due} at {agency}.', 'Step: {step}.'],
      short: '{code}: overdue since {due}.',
    },
    digest: {
      subject: 'Your work on {day}: {count}',
      paragraphs: ['What waits for you on the morning of {day}: {count}.'],
      short: 'Your work on {day}: {count}.',
    },
  },
  names: {
    'fee-due': 'Fee due',
    paid: 'Payment received',
    refunded: 'Fee refunded',
    acknowledged: 'Complaint received',
    accepted: 'Accepted, with appointment',
    supplement: 'Papers asked for',
    refused: 'Refused',
    apology: 'Apology and new appointment',
    stopped: 'Stopped',
    ready: 'Result ready at the counter',
    posted: 'Sent by post',
    attempted: 'Delivery attempted',
    delivered: 'Result handed over',
    returned: 'Not delivered by post',
    'documents-failed': 'Documents that did not arrive by post',
    answered: 'Complaint answered',
    merged: 'Complaint merged',
    news: 'News of a complaint that you follow',
    rate: 'Please rate',
    assigned: 'Task assigned',
    mentioned: 'A colleague’s note for you',
    'post-trouble': 'Trouble with a shipment',
    reminder: 'Due soon',
    breach: 'Overdue',
    digest: 'Summary of the morning',
  },
  weights: {
    must: 'required by law, always sent',
    service: 'about your own case, may be switched off',
    optional: 'as you like',
  },
  news: {
    published: 'it has been answered',
    closed: 'it is closed',
    disputed: 'it is being looked at again',
  },
  parcels: { result: 'the result', documents: 'the applicant’s papers' },
  mishaps: {
    refused: 'not taken by the carrier',
    returned: 'sent back',
    lost: 'lost',
    damaged: 'damaged',
    cancelled: 'cancelled by the carrier',
    late: 'overdue',
    short: 'delivered, but not fully paid at the door',
  },
  clocks: { case: 'The deadline', task: 'The step', response: 'The first answer' },
  lists: { overdue: 'Overdue', soon: 'Due today and on the next working day', fresh: 'New' },
  item: '{code}, step {step}, due {due}',
  itemUndated: '{code}, step {step}',
  more: 'and {count} more',
  page: {
    title: 'Stop messages',
    ask: 'Stop messages of the kind “{topic}”?',
    button: 'Stop them',
    done: 'Noted. You will get no more messages of the kind “{topic}”.',
    still: 'What the law requires (acceptance, papers, refusal, apology, stopping) is still sent.',
    invalid: 'This link cannot be used. Please open it again from the message.',
  },
};
