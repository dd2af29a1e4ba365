import * as z from 'zod';

// The schemas would be compiled with `eval` where a page may use it. This page may not, and asking is a breach already,
// so this must be the first thing that is imported.
z.config({ jitless: true });
