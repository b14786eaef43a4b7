// How much is tested: everything under `make full`, otherwise a sample of what takes long.

/** Whether everything is tested. */
export const isFull = process.env.GRADLENS_FULL === '1';

/** This many of `all`, if a sample is enough. */
export const count = (all, sample) => (isFull ? all : sample);
