/** Which addresses webhooks may call: of the internet; also of private networks; in development also this machine, without TLS. */
export type WebhookTargets = 'public' | 'private' | 'development';

const THIS_MACHINE = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** By the look of it; what its name stands for is seen when it is called. A name and password would lie about in the open. */
export function mayBeCalled(
  { protocol, hostname, username, password }: URL,
  targets: WebhookTargets,
): boolean {
  if (username !== '' || password !== '') return false;
  return (
    protocol === 'https:' ||
    (protocol === 'http:' && targets === 'development' && THIS_MACHINE.test(hostname))
  );
}
