import { speakOverLentPort } from './lent-port.ts';

// Built file `token-host.js`: a token host in a utility process. A PIN goes from the station to it and nowhere else.
speakOverLentPort(() => import('#main/token/pkcs11/host-main.ts'));
