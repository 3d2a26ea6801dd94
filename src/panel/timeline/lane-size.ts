// How tall a lane is, and where in it things are drawn, in pixels from its top.

export type LaneSize = {
  readonly lanePx: number;
  readonly renewalTopPx: number;
  readonly renewalPx: number;
  /** A second line of a split chain runs so much above the first. */
  readonly renewalStepPx: number;
  readonly accessTopPx: number;
  readonly accessPx: number;
  readonly accessStepPx: number;
  /** Middle of the signs below the bars; their words stand beside them. */
  readonly markYPx: number;
};

export const TALL_LANES: LaneSize = {
  lanePx: 58,
  renewalTopPx: 9,
  renewalPx: 6,
  renewalStepPx: 7,
  accessTopPx: 18,
  accessPx: 9,
  accessStepPx: 12,
  markYPx: 48,
};

/** Three lanes where two tall ones stand, with the words still in them. */
export const COMPACT_LANES: LaneSize = {
  lanePx: 38,
  renewalTopPx: 6,
  renewalPx: 4,
  renewalStepPx: 4,
  accessTopPx: 11,
  accessPx: 6,
  accessStepPx: 8,
  markYPx: 31,
};
