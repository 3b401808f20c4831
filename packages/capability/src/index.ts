export { conceal, type Variables } from './binding/variables.ts';
export type { Capability } from './capability.ts';
export { type Problem, showProblem } from './problem.ts';
export type { Runtime } from './running/runtime.ts';
