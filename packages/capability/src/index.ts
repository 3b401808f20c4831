export { conceal, type Variables } from './binding/variables.ts';
export type { Capability } from './capability.ts';
export { type Problem, showProblem } from './problem.ts';
export { createRuntime, type RuntimeOptions } from './running/create-runtime.ts';
export type { ForwardRequest, Runtime } from './running/runtime.ts';
