// How much is tried: everything under `make full`, a sample of what takes long otherwise.

/** Whether everything is tried. */
export const isFull = process.env.GRADLENS_FULL === '1';

/** So many of `all` where a sample is enough. */
export const count = (all, sample) => (isFull ? all : sample);
