// Measures one case: every side in every place, in rounds of shuffled order.
import { join } from 'node:path';
import { agree } from './agreement.mjs';
import { shuffled, writeNetwork } from './networks.mjs';

/** Gives the network to every place; answers with who can do which job, and how NumPy takes its singular values. */
async function loaded(places, one) {
  const { jobs, way } = await places.numpy.ask({ load: one.file });
  const offers = { numpy: jobs, node: await places.node.ask({ load: one.file }), chromium: await places.chromium.ask({ load: one.file }) };
  const runners = Object.entries(offers).flatMap(([place, sides]) =>
    Object.entries(sides).flatMap(([side, offered]) =>
      one.jobs.filter((job) => offered.includes(job)).map((job) => ({ place, side, job, times: [] }))),
  );
  return { runners, way };
}

async function checked(places, runners, name) {
  const expected = await places.numpy.ask({ results: 'NumPy' });
  const others = new Map(runners.filter(({ place }) => place !== 'numpy').map((runner) => [`${runner.side} in ${runner.place}`, runner]));
  for (const [who, { place, side }] of others) {
    agree(`${who}, ${name}`, await places[place].ask({ results: side }), expected);
  }
}

/**
 * The case with its runners { place, side, job, times in milliseconds, one for each round }, and NumPy's way. `next` draws
 * the order.
 */
export async function measure(one, { root, places, rounds, next }) {
  console.error(`peers: ${one.name}`);
  writeNetwork(join(root, one.file), one);
  const { runners, way } = await loaded(places, one);
  await checked(places, runners, one.name);
  for (const { place, side, job } of runners) await places[place].ask({ warm: [side, job] });
  for (let round = 0; round < rounds; round += 1) {
    for (const { place, side, job, times } of shuffled(runners, next)) times.push(await places[place].ask({ time: [side, job] }));
  }
  for (const place of Object.values(places)) await place.ask({ unload: null });
  return { ...one, runners, way };
}
