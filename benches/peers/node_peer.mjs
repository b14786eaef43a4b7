// A process that answers requests, one JSON line each on standard input, with one JSON line: { answer } or { error }.
import { createInterface } from 'node:readline';
import { Desk } from './desk.mjs';

const desk = new Desk();
for await (const line of createInterface({ input: process.stdin })) {
  const reply = await desk.answer(JSON.parse(line)).then(
    (answer) => ({ answer }),
    (error) => ({ error: String(error?.stack ?? error) }),
  );
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
