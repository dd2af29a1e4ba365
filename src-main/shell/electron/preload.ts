import { ipcRenderer } from 'electron';
import { portWord } from './messages.ts';

// The page asks, the main process judges the asking frame, and the page gets one port. Nothing else crosses.
window.addEventListener('message', (event) => {
  if (event.source === window && event.data === portWord && event.ports.length === 0) ipcRenderer.send(portWord);
});
ipcRenderer.on(portWord, (event) => window.postMessage(portWord, location.origin, [...event.ports]));
