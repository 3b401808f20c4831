export { run } from './compose.ts';
