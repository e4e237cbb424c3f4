/** What a mail server's status code (RFC 3463) says of an address. */

/** It will never be taken. */
export function isPermanent(status: string): boolean {
  return /^5\.\d{1,3}\.\d{1,3}$/.test(status);
}

/** There is no such mailbox or domain, or the mailbox is closed for good. A full one may be emptied. */
export function isBadAddress(status: string): boolean {
  return /^5\.1\.([1236]|10)$|^5\.2\.1$/.test(status);
}
