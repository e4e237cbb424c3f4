import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `npx vite web` beside a running `npm start` shows changes at once; the product serves what `npm run build` made. */
const API = process.env.API ?? 'http://localhost:8080';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { outDir: '../dist/desk', emptyOutDir: true, chunkSizeWarningLimit: 700 },
  server: { proxy: Object.fromEntries(['/v1', '/auth', '/dev', '/docs'].map((path) => [path, API])) },
});
