/** Reports of mail servers about mail that came back, as they write them. */

export interface Returned {
  readonly messageId: string;
  readonly action?: string;
  readonly status?: string;
  readonly said?: string;
}

/** In the form of Postfix: three parts, the last of them the whole mail. */
export function postfixReport({
  messageId,
  action = 'failed',
  status = '5.1.1',
  said = `550 ${status} <moved@example.vn>: Recipient address rejected: User unknown in virtual mailbox table`,
}: Returned): string {
  return `Return-Path: <>
Received: by mx.hue.example (Postfix) id 4WxyZ12abc; Mon, 23 Nov 2026 08:15:03 +0700 (+07)
Date: Mon, 23 Nov 2026 08:15:03 +0700 (+07)
From: MAILER-DAEMON@mx.hue.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: no-reply@hue.example
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
	boundary="4WxyY64Qk2.1795420503/mx.hue.example"
Content-Transfer-Encoding: 8bit
Message-Id: <20261123011503.4WxyZ12abc@mx.hue.example>

This is a MIME-encapsulated message.

--4WxyY64Qk2.1795420503/mx.hue.example
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.hue.example.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

<moved@example.vn>: host mx.example.vn[192.0.2.25] said: ${said}
    (in reply to RCPT TO command)

--4WxyY64Qk2.1795420503/mx.hue.example
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.hue.example
X-Postfix-Queue-ID: 4WxyY64Qk2
X-Postfix-Sender: rfc822; no-reply@hue.example
Arrival-Date: Mon, 23 Nov 2026 08:15:02 +0700 (+07)

Final-Recipient: rfc822; moved@example.vn
Original-Recipient: rfc822;moved@example.vn
Action: ${action}
Status: ${status}
Remote-MTA: dns; mx.example.vn
Diagnostic-Code: smtp; ${said}

--4WxyY64Qk2.1795420503/mx.hue.example
Content-Description: Undelivered Message
Content-Type: message/rfc822
Content-Transfer-Encoding: 8bit

Return-Path: <no-reply@hue.example>
From: =?UTF-8?Q?Hu=E1=BA=BF?= <no-reply@hue.example>
To: moved@example.vn
Subject: =?UTF-8?Q?H=E1=BB=93_s=C6=A1?=
Message-ID:
 ${messageId}
Date: Mon, 23 Nov 2026 01:15:02 +0000
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Message-ID: <not-this-one@hue.example>

--4WxyY64Qk2.1795420503/mx.hue.example--
`.replaceAll('\n', '\r\n');
}

/** In the form of Exchange: the heads of the mail alone, and a code that says more in its words than in its field. */
export function exchangeReport({ messageId }: Returned): string {
  return `From: <postmaster@example.vn>
To: <no-reply@hue.example>
Date: Mon, 23 Nov 2026 01:16:00 +0000
Content-Type: multipart/report; report-type=delivery-status; boundary="9f2c"
MIME-Version: 1.0
Subject: Undeliverable: =?utf-8?B?SOG7kyBzxqE=?=

--9f2c
Content-Type: multipart/alternative; differences=Content-Type; boundary="9f2d"

--9f2d
Content-Type: text/plain; charset="utf-8"

moved@example.vn wasn't found at example.vn.

--9f2d
Content-Type: text/html; charset="utf-8"

<p>moved@example.vn wasn't found at example.vn.</p>

--9f2d--
--9f2c
Content-Type: message/delivery-status

Reporting-MTA: dns;SG2PR01.example.vn
Received-From-MTA: dns;mx.hue.example
Arrival-Date: Mon, 23 Nov 2026 01:15:58 +0000

Final-Recipient: rfc822;moved@example.vn
Action: failed
Status: 5.0.0
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient
  moved@example.vn not found by SMTP address lookup

--9f2c
Content-Type: text/rfc822-headers

From: <no-reply@hue.example>
To: <moved@example.vn>
Message-ID: ${messageId}

--9f2c--
`;
}
