/** The demonstration: a past that was lived by the rules, and a present that came in through the API. */
export { importHistory, type OnProgress } from './demo-history.ts';
export { sendTheWholeWay } from './demo-journey.ts';
export { fileOpenCases } from './demo-open.ts';
