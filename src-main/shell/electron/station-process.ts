import { startBackground } from '#main/app/background.ts';
import { openStation } from '#main/app/open-station.ts';
import { createResourceHandler } from '#main/app/resources/resource-handler.ts';
import type { ParentPort } from '#main/platform/message-port.ts';
import { createWords } from '#main/platform/words.ts';
import { createChannelServer } from '#main/rpc/serve-channel.ts';
import { serveStation } from './serve-station.ts';

// Built file `station-process.js`: the station in a utility process of its own.
const { parentPort } = process as unknown as { parentPort: ParentPort };

serveStation(
  parentPort,
  async ({ data, processes, secretStore }) => {
    const station = await openStation({ data, words: createWords(), processes, secretStore });
    const background = startBackground(station);
    return {
      channels: createChannelServer(station.router),
      resources: createResourceHandler(station.parts),
      lock: () => station.parts.sessions.endAll(),
      close: async () => {
        await background.stop();
        await station.close();
      },
    };
  },
  () => process.exit(0),
);
