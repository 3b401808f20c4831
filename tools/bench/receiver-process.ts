import { once } from 'node:events';
import { answerParent } from './child-process.ts';
import type { Question } from './receiver.ts';
import { openReceiver } from './receiver-server.ts';

// A process of its own, as receivers are. It is asked, and answers, with JSON texts.
const { server, book, hangUp } = openReceiver();
server.listen(0, '127.0.0.1');
const listening = once(server, 'listening');

answerParent(async (text) => {
  const question: Question = JSON.parse(text);
  await listening;
  return JSON.stringify(answerTo(question));
});

function answerTo(question: Question): unknown {
  switch (question.ask) {
    case 'origin': {
      const address = server.address();
      return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
    }
    case 'counts':
      return question.paths.map((path) => book.count(path));
    case 'arrivals':
      return book.of(question.paths);
    case 'hangUp':
      hangUp();
      return null;
  }
}
