// The worker's door for messages of panels.

import { isAnyOf, isFlag, isNumber, isObjectOf, isOneOf, isTextOrNull } from '../base/guard';
import { fail, type Result, succeed } from '../base/result';
import { isProfileName } from '../engine/profile';
import { isMute } from '../rules/muted';
import type { FromPanel } from './protocol';

type Of<Kind extends FromPanel['kind']> = Extract<FromPanel, { readonly kind: Kind }>;

const isFromPanel = isAnyOf(
  isObjectOf<Of<'subscribe'>>({
    kind: isOneOf('subscribe'),
    protocol: isNumber,
    epoch: isTextOrNull,
    seq: isNumber,
  }),
  isObjectOf<Of<'command'>>({ kind: isOneOf('command'), command: isOneOf('clear', 'pause', 'resume') }),
  isObjectOf<Of<'set-profile'>>({ kind: isOneOf('set-profile'), profile: isProfileName }),
  isObjectOf<Of<'mute'>>({ kind: isOneOf('mute'), mute: isMute, isOn: isFlag }),
  isObjectOf<Of<'explain-silence'>>({ kind: isOneOf('explain-silence') }),
);

export function parseFromPanel(raw: unknown): Result<FromPanel, 'malformed-message'> {
  return isFromPanel(raw) ? succeed(raw) : fail('malformed-message');
}
