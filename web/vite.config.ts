import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

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
});
