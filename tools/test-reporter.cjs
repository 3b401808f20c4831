// What node:test tells about the tests of one file, as one JSON object per line, for tools/test-run.ts to read.
// CommonJS because node:test wants a reporter as a default export, which the house does not write.
const { inspect } = require('node:util');

function textOf(error) {
  const cause = error?.code === 'ERR_TEST_FAILURE' ? (error.cause ?? error) : error;
  return typeof cause === 'string' ? cause : inspect(cause, { depth: 6 });
}

module.exports = async function* report(source) {
  const names = [];
  for await (const { type, data } of source) {
    if (type === 'test:start') names.splice(data.nesting, names.length, data.name);
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    if (data.details.type === 'suite' && type === 'test:pass') continue;
    const { error } = data.details;
    const byChildren = error?.failureType === 'subtestsFailed';
    // A suite that failed because a test in it did is told by that test; one whose hook failed has to speak.
    if (data.details.type === 'suite' && byChildren) continue;
    const skipped = data.skip !== undefined || data.todo !== undefined;
    const outcome = skipped ? 'skipped' : type === 'test:pass' ? 'passed' : 'failed';
    const reason = typeof data.skip === 'string' ? data.skip : '';
    const name = [...names.slice(0, data.nesting), data.name].join(' › ');
    const cancelled = error?.failureType === 'cancelledByParent';
    const text = outcome === 'failed' && !byChildren ? textOf(error) : '';
    yield `${JSON.stringify({ outcome, name, reason, text, cancelled })}\n`;
  }
};
