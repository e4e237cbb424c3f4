import './shell/styles.ts';
import '@mantine/notifications/styles.css';
import './shell/shell.css';
import './shell/text-size.ts';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { router } from './routes.tsx';
import { LanguageProvider } from './shell/language.tsx';
import { queries } from './shell/queries.ts';
import { Themed } from './shell/theme.tsx';

if (import.meta.env.PROD && 'serviceWorker' in navigator) void navigator.serviceWorker.register('/sw.js');

const place = document.getElementById('desk');
if (place === null) throw new Error('the page has no place for the desk');
createRoot(place).render(
  <StrictMode>
    <LanguageProvider>
      <Themed>
        <QueryClientProvider client={queries}>
          <Notifications position="bottom-right" />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </Themed>
    </LanguageProvider>
  </StrictMode>,
);
