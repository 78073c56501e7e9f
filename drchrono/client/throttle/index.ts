export type { Ticket } from './call';
export { throttleFor } from './registry';
export type { ThrottleSettings, WindowRule } from './rule';
export { DEFAULT_RELEASE_MS, DEFAULT_RESERVE_PER_HOUR } from './rule';
export type { ThrottleState, WindowState, Wish } from './throttle';
export { Throttle } from './throttle';
export type { Answer } from './word';
