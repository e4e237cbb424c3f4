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
  /** Pages of what is simulated around it, by their names. */
  readonly outside: Readonly<Record<string, string>>;
}

export async function introduce({ url, temporalUi, folder, outside }: Whereabouts): Promise<string> {
  const users = await demoUsers(url);
  return [
    '',
    'Motcua is ready.',
    '',
    `  Desk           ${url}`,
    `  API            ${url}/v1`,
    `  Documentation  ${url}/docs`,
    ...(temporalUi === null ? [] : [`  Temporal       ${temporalUi}`]),
    ...Object.entries(outside).map(([name, page]) => `  ${name.padEnd(14)} ${page}`),
    `  Data           ${folder}`,
    ...(users.length === 0 ? [] : aboutUsers(users, url)),
    '',
    'Ctrl-C stops it; the data are kept.',
  ].join('\n');
}

function aboutUsers(users: readonly DemoUser[], url: string): string[] {
  const shown = onePerRole(users);
  const wide = Math.max(...shown.map(({ id }) => id.length));
  const lines = shown.map(({ id, name, roles: [first, ...others] }) => {
    const held =
      first === undefined ? 'no role' : `${first.role}${first.agency === null ? '' : ` at ${first.agency}`}`;
    return `  ${id.padEnd(wide)}  ${name} (${held}${others.length === 0 ? '' : `, and ${others.length} more roles`})`;
  });
  const more = users.length - lines.length;
  const clerk = shown.find(({ roles }) => roles.some(({ role }) => role === 'receptionist')) ?? shown[0];
  return [
    '',
    'Demonstration users, one for each role',
    ...lines,
    ...(more > 0 ? [`  and ${more} more: ${url}/dev/users`] : []),
    '',
    'Try it',
    `  TOKEN=$(curl -s ${url}/dev/token -H 'Content-Type: application/json' -d '{"user":"${clerk?.id ?? ''}"}' \\`,
    `    | sed 's/.*"token":"\\([^"]*\\)".*/\\1/')`,
    `  curl -s '${url}/v1/cases?limit=5' -H "Authorization: Bearer $TOKEN"`,
  ];
}

/** For each role, whoever holds the fewest others. */
function onePerRole(users: readonly DemoUser[]): readonly DemoUser[] {
  const plainest = [...users].sort((a, b) => a.roles.length - b.roles.length);
  const chosen = new Map<string, DemoUser>();
  for (const user of plainest)
    for (const { role } of user.roles) if (!chosen.has(role)) chosen.set(role, user);
  return [...new Set(chosen.values())];
}

/** Empty where a real identity provider is set: then there are no users to lend. */
async function demoUsers(url: string): Promise<readonly DemoUser[]> {
  const answer = await fetch(`${url}/dev/users`);
  if (!answer.ok) return [];
  return ((await answer.json()) as { readonly items: readonly DemoUser[] }).items;
}
