import { matchEntries } from '../../packages/server/src/reconciliation/match-rules.ts';
import { defaultMatchPolicy } from '../../packages/server/src/reconciliation/match-terms.ts';
import { answerParent } from './child-process.ts';
import type { MatchAnswer, MatchQuestion } from './match-child.ts';
import { joinByReference, judgeMatches, makeMatchWorld } from './match-world.ts';

// A process of its own, so that its memory is that of matching and of what is matched, and of nothing else.
let world = makeMatchWorld(0);

answerParent(async (text) => JSON.stringify(answerTo(JSON.parse(text))));

function answerTo(question: MatchQuestion): MatchAnswer {
  if (question.ask === 'make') {
    world = makeMatchWorld(question.count);
    return { ms: 0, found: 0, faults: [] };
  }
  const startedMs = performance.now();
  if (question.ask === 'join') {
    const found = joinByReference(world);
    return { ms: performance.now() - startedMs, found, faults: [] };
  }
  const matches = matchEntries(world.entries, world.payments, defaultMatchPolicy);
  const ms = performance.now() - startedMs;
  return { ms, found: matches.automatic.length, faults: question.judge ? judgeMatches(world, matches) : [] };
}
