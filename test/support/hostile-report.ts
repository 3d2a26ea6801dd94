// A report whose every open string tries to be markup.

import { readFileSync } from 'node:fs';
import type { Report } from '../../src/report/report';
import { importText } from './import-text';

/** The report of a conformance case. */
export function readCaseReport(name: string): Report {
  const path = new URL(`../conformance/cases/${name}.har`, import.meta.url);
  const imported = importText(readFileSync(path, 'utf8'));
  if (!imported.ok) throw new Error(imported.reason);
  return imported.value.writeReport(imported.value.analysis);
}

/** Fields that are one of a few words, or an instant: whoever reads a report in checks them. */
const CLOSED =
  /^(version|severity|confidence|role|roleStrength|lifetimeMethod|state|regime|kind|verdict|decidedBy|name|at|from|to|firstAt|lastAt|issuedAt|startedAt|expiresAt|firstSeen|lastSeen|notBefore|profile|evidence|shape|category)$/;

/** The same report with `hostile` in every open string. */
export function poison(report: Report, hostile: string): Report {
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return CLOSED.test(key) ? value : hostile;
    if (Array.isArray(value)) return value.map((item) => walk(item, typeof item === 'string' ? key : ''));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, walk(member, name)]));
  };
  return walk(report, '') as Report;
}

export const HOSTILE_TEXTS = [
  '</script><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg/onload=alert(1)>',
  "' style='background:url(https://evil.example)'",
  '</title></style></bdi></code><h1>Pass</h1>',
  '<!-- --><![CDATA[ &lt;b&gt; &#60;b&#62;',
  'user\u202egnp.exe\u2066\u200b\u0000',
  '[click](javascript:alert(1)) ![x](https://evil.example/x.png)',
  '`code` ``two`` ```three',
  'a | b || c |',
  '# Heading\n\n---\n\n- [ ] item\n> quote\n1. one',
  '1. one',
  '- item',
  '+ item',
  '= title',
  '*bold* _also_ ~~gone~~ $x$ \\',
  'https://evil.example/ www.evil.example a@evil.example',
  '&amp; &copy;',
];
