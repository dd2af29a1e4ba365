import { speakOverLentPort } from './lent-port.ts';

// Built file `reader.js`: a reader of documents in a utility process.
speakOverLentPort(() => import('#main/reader/reader-main.ts'));
