import type { SessionEnd, StationEvent } from '#shared/contract/events.ts';

/** What a subscriber reads: events in their order, then the end. */
export type EventStream = AsyncIteratorObject<StationEvent, void, void>;

/** The news of a station on its way to the screens of signed-in people. */
export interface StationEvents {
  /** To every subscriber. */
  emit(event: StationEvent): void;
  /** To the screens of one session. @returns whether there was one */
  emitTo(session: string, event: StationEvent): boolean;
  /** @param signal aborted when the channel closes */
  subscribe(session: string, signal?: AbortSignal): EventStream;
  /** Tells the screens of a session that it is over, as the last thing they hear. */
  endSession(session: string, reason: SessionEnd): void;
  /** Called when the last screen of a session has left. */
  onDeserted(listener: (session: string) => void): void;
  /** Inside the station: hears what is emitted to everybody. */
  listen(listener: (event: StationEvent) => void): void;
}
