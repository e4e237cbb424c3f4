/** What a start says when all is up. */

interface DemoUser {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly { readonly role: string; readonly agency: string | null }[];
}

export interface Whereabouts {
  readonly url: string;
  readonly temporalUi: string | null;
  readonly folder: string;
}

const SHOWN_USERS = 12;

export async function introduce({ url, temporalUi, folder }: Whereabouts): Promise<string> {
  const users = await demoUsers(url);
  return [
    '',
    'Motcua is ready.',
    '',
    `  API            ${url}`,
    `  Documentation  ${url}/docs`,
    ...(temporalUi === null ? [] : [`  Temporal       ${temporalUi}`]),
    `  Data           ${folder}`,
    ...(users.length === 0 ? [] : aboutUsers(users, url)),
    '',
    'Ctrl-C stops it; the data are kept.',
  ].join('\n');
}

function aboutUsers(users: readonly DemoUser[], url: string): string[] {
  const wide = Math.max(...users.map(({ id }) => id.length));
  const lines = users.slice(0, SHOWN_USERS).map(({ id, name, roles }) => {
    const held = roles
      .map(({ role, agency }) => (agency === null ? role : `${role} at ${agency}`))
      .join(', ');
    return `  ${id.padEnd(wide)}  ${name} (${held})`;
  });
  const more = users.length - lines.length;
  const someone = users.find(({ roles }) => roles.some(({ role }) => role === 'receptionist')) ?? users[0];
  return [
    '',
    'Demonstration users',
    ...lines,
    ...(more > 0 ? [`  and ${more} more: ${url}/dev/users`] : []),
    '',
    'Try it',
    `  TOKEN=$(curl -s ${url}/dev/token -H 'Content-Type: application/json' -d '{"user":"${someone?.id ?? ''}"}' \\`,
    `    | sed 's/.*"token":"\\([^"]*\\)".*/\\1/')`,
    `  curl -s ${url}/v1/cases?limit=5 -H "Authorization: Bearer $TOKEN"`,
  ];
}

/** Empty where a real identity provider is set: then there are no users to lend. */
async function demoUsers(url: string): Promise<readonly DemoUser[]> {
  const answer = await fetch(`${url}/dev/users`);
  if (!answer.ok) return [];
  return ((await answer.json()) as { readonly items: readonly DemoUser[] }).items;
}
