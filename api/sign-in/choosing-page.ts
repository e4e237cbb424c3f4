/** The page of the development identity provider: the demonstration's people, by office, one of whom one can be. */
import { TEXTS } from '../../contracts/texts/index.ts';
import { SIGN_IN_TEXTS } from '../../contracts/texts/sign-in.ts';
import { listUsers } from '../../db/agencies/queries.ts';
import type { Database } from '../../db/core/client.ts';
import { provinceName } from '../../db/messages/occasions.ts';
import type { ProvinceId } from '../../domain/ids.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { escaped } from '../http/html.ts';

const MOST_SHOWN = 500;
/** Some head half the demonstration's offices. */
const FEW = 2;

export async function choosingPage(db: Database, action: string, language: Language): Promise<string> {
  const says = SIGN_IN_TEXTS[language];
  const { roles } = TEXTS[language];
  const { rows: provinces } = await db.sql.query<{ province: ProvinceId }>(
    'SELECT DISTINCT province FROM users ORDER BY 1',
  );
  const { rows: offices } = await db.sql.query<{ id: string; name: Record<Language, string> }>(
    'SELECT id, name FROM agencies',
  );
  const nameOf = new Map(offices.map(({ id, name }) => [id, name[language]]));
  const groups = await Promise.all(
    provinces.map(async ({ province }) => ({
      province,
      named: await provinceName(db.sql, province),
      users: (await listUsers(db, province, { limit: MOST_SHOWN })).filter(({ active }) => active),
    })),
  );
  const button = (id: string, name: string, does: string) =>
    `<button name="user" value="${escaped(id)}"><b>${escaped(name)}</b><span>${escaped(does)}</span></button>`;
  const sections = groups.map(({ province, named, users }) => {
    const people = users.map(({ id, name, roles: held }) => {
      const does = [...new Set(held.map(({ role }) => role))].map((role) => {
        const at = held.flatMap(({ role: also, agency }) =>
          also === role && agency !== null ? [nameOf.get(agency) ?? agency] : [],
        );
        const others = at.length - FEW;
        return [roles[role], ...at.slice(0, FEW), ...(others > 0 ? [says.more(others)] : [])].join(', ');
      });
      return button(id, name, does.join(' · '));
    });
    return `<h2>${escaped(named?.[language] ?? province)}</h2><div class="people">${people.join('')}</div>`;
  });
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(says.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(says.title)}</h1>
<p>${escaped(says.text)}</p>
<form method="post" action="${escaped(action)}">
${sections.join('\n')}
</form>
</main>
</body>
</html>
`;
}

const STYLE = `
:root{color-scheme:light dark;--line:#8888}
body{margin:0 auto;max-width:64em;padding:1.5em;font:16px/1.5 system-ui,sans-serif}
.people{display:grid;grid-template-columns:repeat(auto-fill,minmax(18em,1fr));gap:.6em}
button{display:flex;flex-direction:column;gap:.2em;min-height:4em;padding:.7em 1em;font:inherit;text-align:left;cursor:pointer;border:1px solid var(--line);border-radius:.5em;background:none;color:inherit}
button:hover,button:focus-visible{border-color:currentColor}
span{font-size:.85em;opacity:.85}
`;
