// How wide a column of times must be.

import { CLOCK_CHARS } from '../words/write-time';

/** Of one digit in the font of columns. */
const DIGIT_PX = 7.25;

/** Of a time of day to the second, as this browser writes it. */
export const CLOCK_PX = Math.ceil(CLOCK_CHARS * DIGIT_PX);
