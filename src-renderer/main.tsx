import './bridge/no-eval.ts';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './bridge/client.ts';
import { followEvents } from './bridge/events.ts';
import { Appearance } from './pages/appearance.tsx';
import { router } from './pages/router.tsx';
import './styles/base.css';

followEvents();

createRoot(document.querySelector('#root')!).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <Appearance>
        <RouterProvider router={router} />
      </Appearance>
    </QueryClientProvider>
  </StrictMode>,
);
