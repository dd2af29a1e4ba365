import { electron } from '#test/support/electron-binary.ts';
import { overElectron } from './electron-channel.ts';
import { startElectronWindows } from './electron-windows.ts';
import { inMemory, overMessagePort, overWebSocket, type ChannelKind } from './screen-channels.ts';

/** Every way from a screen to a station. That of a real Electron window is walked where there is an Electron. */
export const channelKinds: readonly ChannelKind[] = [
  inMemory(),
  overWebSocket(),
  overMessagePort(),
  ...(electron === null ? [] : [overElectron('Electron window', startElectronWindows)]),
];
