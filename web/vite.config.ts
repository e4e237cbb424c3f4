import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `npx vite web` beside a running `npm start` shows changes at once; the product serves what `npm run build` made. */
const API = process.env.API ?? 'http://localhost:8080';

/** Whatever one looks at: the frame of the desk, and the room that officers begin in; not what is opened there by a click. */
const BASIS =
  /node_modules\/(react|react-dom|scheduler|@tanstack|openapi-fetch)\/|web\/(inbox\/(?!bulk|narrowing)|texts|shell\/(client|days|directory|language|live|places|queries|session|shell|states|time)\.tsx?$)/;

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: '../dist/desk',
    emptyOutDir: true,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        // What every page needs comes in one piece: each piece more brings headers of its own.
        codeSplitting: { groups: [{ name: 'basis', test: BASIS }] },
      },
    },
  },
  server: { proxy: Object.fromEntries(['/v1', '/auth', '/dev', '/docs'].map((path) => [path, API])) },
});
