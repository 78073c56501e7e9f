/**
 * Which request may go when.
 *
 * - `throttle`: lets requests out, in order and in time · `registry`: one per API application
 * - `quota`: the windows of an application and its server's clock, as they bear on one request
 * - `window`: the calls that count under one rule, and what the server said about it
 * - `clock-counter`, `sliding-counter`: count calls as a server does, and never less (`counter`)
 * - `waiting-room`: who waits, in which order · `lanes`: whose turn it is
 * - `rule`, `terms`, `reserve`: a limit, this process's part of it, and what bulk work leaves
 * - `server-clock`: the server's time from `Date` · `steady-clock`, `alarm`: the host's time
 * - `word`: what an answer says about limits · `ease`, `pace`: calls kept apart, of need or for grace
 * - `call`: a request from ticket to answer · `refusal`: why there is no ticket, in words
 * - `policy`: the pure decisions, as tests replace them
 */
export type { Ticket } from './call';
export { throttleFor } from './registry';
export type { ThrottleSettings, WindowRule } from './rule';
export { DEFAULT_RELEASE_MS, DEFAULT_RESERVE_PER_HOUR } from './rule';
export type { ThrottleState, WindowState, Wish } from './throttle';
export { Throttle } from './throttle';
export type { Answer } from './word';
