/** Starts a command of this folder: `node ops/commands/run.mjs start`. Plain JavaScript, so that an old Node can say so itself. */
import { fileURLToPath } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const isSupported = major >= 24 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
if (!isSupported) {
  console.error(`Motcua needs Node 20.19, 22.12, or 24 and later, and this is ${process.version}.`);
  process.exit(1);
}
const [name = ''] = process.argv.splice(2, 1);
try {
  const { register } = await import('tsx/esm/api');
  register();
} catch {
  console.error('The packages are not installed: run `npm ci` first.');
  process.exit(1);
}
const command = new URL(`./${name}.ts`, import.meta.url);
process.argv[1] = fileURLToPath(command);
await import(command.href);
