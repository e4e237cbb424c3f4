/**
 * Drives many cases over all procedures to their ends over HTTP: `npx tsx bench/drive.ts http://localhost:8080 100 100` files 100 dossiers and
 * 100 complaints at a running installation with demonstration users, several at once, and tells how it went.
 */
import { Office, type ProcedureSeen } from '../test/support/office.ts';

const AT_ONCE = 4;

const [url = 'http://localhost:8080', dossiers = '100', complaints = '100'] = process.argv.slice(2);
const office = new Office(url);
await office.open();
const procedures = await office.procedures();
const queue = [...ofKind('dossier', Number(dossiers)), ...ofKind('complaint', Number(complaints))];
const total = queue.length;
const started = Date.now();
const ended: Record<string, number> = {};
const failed: string[] = [];

await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let procedure = queue.shift(); procedure; procedure = queue.shift()) {
      try {
        const { id } = await office.file(procedure);
        const { ending } = await office.driveToEnd(id);
        ended[String(ending)] = (ended[String(ending)] ?? 0) + 1;
      } catch (error) {
        failed.push(`${procedure.code}: ${error instanceof Error ? error.message : error}`);
      }
    }
  }),
);

console.log(
  `${total - failed.length} of ${total} cases reached their ends in ${Math.round((Date.now() - started) / 1000)} s`,
);
for (const [ending, count] of Object.entries(ended)) console.log(`  ${ending}: ${count}`);
for (const line of failed) console.log(`  ${line}`);
process.exitCode = failed.length > 0 ? 1 : 0;

/** The procedures of a kind in turn, as many as asked for. */
function ofKind(kind: ProcedureSeen['kind'], count: number): ProcedureSeen[] {
  const all = procedures.filter((each) => each.kind === kind);
  return all.length === 0
    ? []
    : Array.from({ length: count }, (_, index) => all[index % all.length] as ProcedureSeen);
}
