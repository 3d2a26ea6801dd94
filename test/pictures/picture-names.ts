// The pictures in docs/pictures, each in light and dark: every view of the panel, and what else one should have seen of it.

export const PICTURE_NAMES = [
  'tokens',
  'timeline',
  'refreshes',
  'chains',
  'findings',
  'detail',
  'empty',
  'narrow',
] as const;
export type PictureName = (typeof PICTURE_NAMES)[number];

export const PICTURE_THEMES = ['light', 'dark'] as const;
