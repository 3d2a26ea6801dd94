// Asks the rules about every affected subject and brings their verdicts up to date.

import { appendCapped } from '../base/capped-list';
import { MAX_INSTANCES } from '../base/limits';
import type { ChainId } from '../engine/ids';
import type { Changes, State } from '../engine/state';
import { type Affected, SUBJECT_KINDS } from './affected';
import { CATALOGUE } from './catalogue';
import type { FindingGroup, RuleText, Verdict } from './finding';
import { groupKeyOf, pickKeys } from './findings';
import { continueVerdict, findOccurrence } from './occurrence';
import type { Look, Rule, SubjectKind, Subjects } from './rule';
import { capLive, listPlaces, settlePlaces, settleSubject, subjectOf, takeBack } from './settle-verdicts';
import type { Snapshot } from './snapshot';

/** Which groups hold verdicts of which subject: subject → group keys. Derived from the groups; most subjects have one or two. */
type VerdictIndex = Map<string, readonly string[]>;

type RulesBySubject = ReadonlyMap<SubjectKind, readonly Rule[]>;

const pickRules = (isWanted: (rule: Rule) => boolean): RulesBySubject =>
  new Map(SUBJECT_KINDS.map((kind) => [kind, CATALOGUE.filter((rule) => rule.subject === kind && isWanted(rule))]));

/** What these say depends on when they are asked: a window moves on, the newest subject speaks for all. */
const isOfTheMoment = ({ isSticky, isOneForAll }: Rule): boolean => isSticky === true || isOneForAll === true;

const EVERY_RULE = pickRules(() => true);
export const RULES_OF_THE_MOMENT = pickRules(isOfTheMoment);
/** What these say follows from the state alone, whenever they are asked. */
export const RULES_OF_THE_STATE = pickRules((rule) => !isOfTheMoment(rule));

export type Book = {
  readonly groups: Map<string, FindingGroup>;
  readonly index: VerdictIndex;
  /** Groups changed since the last take; null where one is gone. */
  readonly changed: Map<string, FindingGroup | null>;
};

/** What one verdict for all is filed under is no single subject and never forgotten. */
export function isSubjectHeld(state: State, subject: string): boolean {
  const at = subject.indexOf(':');
  const kind = SUBJECT_KINDS.find((one) => one === subject.slice(0, at));
  return kind === undefined || state[kind].has(subject.slice(at + 1));
}

export function createBook(snapshot?: Snapshot): Book {
  const book: Book = { groups: new Map(), index: new Map(), changed: new Map() };
  if (snapshot === undefined) return book;
  for (const [key, group] of snapshot.findings) {
    // An archive that was full may have given up the subject.
    const pushedOut = group.pushedOut.filter(([subject]) => isSubjectHeld(snapshot.state, subject));
    for (const [subject] of pushedOut) addToIndex(book.index, subject, key);
    for (const place of Object.keys(group.live)) addToIndex(book.index, subjectOf(place), key);
    book.groups.set(key, pushedOut.length === group.pushedOut.length ? group : { ...group, pushedOut });
  }
  return book;
}

/**
 * Before `state` forgets them, verdicts of trimmed subjects are settled: they can no longer change. A family that was
 * joined to another is not forgotten: what was said of it is said of that one.
 */
export function settleTrimmed(book: Book, state: State, changes: Changes): void {
  for (const kind of EVERY_RULE.keys()) {
    for (const [id, entity] of changes[kind] ?? []) {
      const subject = `${kind}:${id}`;
      const said = book.index.get(subject);
      if (entity !== null || said === undefined) continue;
      const isJoined = kind === 'chain' && isJoinedElsewhere(state, changes, id);
      for (const key of said) {
        if (isJoined) withdraw(book, subject, key, null);
        else settle(book, subject, key);
      }
      book.index.delete(subject);
    }
  }
}

const isJoinedElsewhere = (state: State, changes: Changes, id: ChainId): boolean =>
  state.chain.get(id)?.credentials.some((token) => (changes.token?.get(token)?.chain ?? id) !== id) === true;

export function judge(book: Book, look: Look, affected: Affected, rulesOf: RulesBySubject = EVERY_RULE): void {
  for (const [kind, ids] of affected) {
    const rules = rulesOf.get(kind) ?? [];
    if (rules.length === 0) continue;
    for (const id of ids) {
      const entity = look.state[kind].get(id);
      if (entity === undefined) continue;
      const subject = `${kind}:${id}`;
      // One look-up for all rules: what one of them files is under its own name.
      const said = book.index.get(subject);
      for (const rule of rules) ask(book, look, rule, subject, said, entity);
    }
  }
}

/** `said`: keys of the groups in which any rule speaks of this subject by now. */
function ask(
  book: Book,
  look: Look,
  rule: Rule,
  own: string,
  said: readonly string[] | undefined,
  entity: Subjects[SubjectKind],
): void {
  // The union of rules and subjects cannot be told apart by the compiler; RulesBySubject guarantees that they fit.
  const verdict = rule.evaluate(entity as never, look);
  const subject = rule.isOneForAll === true ? 'all' : own;
  const known = pickKeys(rule.isOneForAll === true ? book.index.get(subject) : said, rule);
  if (rule.isDisproved !== undefined) recant(book, look, rule, subject, entity, known);
  if (verdict !== null) tell(book, rule, subject, known, verdict);
  else if (rule.isSticky !== true) for (const key of known) withdraw(book, subject, key, null);
}

/** `known`: keys of the rule's own groups in which it speaks of this subject by now. */
function tell(book: Book, rule: Rule, subject: string, known: readonly string[], verdict: Verdict): void {
  const placeIn = (group: FindingGroup | undefined): string =>
    rule.isOneForAll === true
      ? subject
      : rule.isSticky === true
        ? findOccurrence(group, subject, verdict)
        : `${subject}#${verdict.instance}`;
  const key = groupKeyOf(rule, verdict);
  // The verdict moved to another group (its chain or issuer became known): it must not stand in both.
  for (const other of known)
    if (other !== key) withdraw(book, subject, other, rule.isSticky === true ? placeIn(book.groups.get(other)) : null);
  file(book, rule, subject, placeIn(book.groups.get(key)), key, verdict);
}

/** Only what was said last: news that corrects it comes within seconds. */
const RECANTABLE = 4;

function recant(
  book: Book,
  look: Look,
  rule: Rule,
  subject: string,
  entity: Subjects[SubjectKind],
  keys: readonly string[],
): void {
  for (const key of keys) {
    const mine = Object.entries(book.groups.get(key)?.live ?? {}).filter(([place]) => subjectOf(place) === subject);
    // As in `ask`: rule and entity are of one kind.
    for (const [place, verdict] of mine.slice(-RECANTABLE))
      if (rule.isDisproved?.(verdict, entity as never, look) === true) withdraw(book, subject, key, place);
  }
}

function file(book: Book, rule: Rule, subject: string, place: string, key: string, told: Verdict): void {
  const group = book.groups.get(key) ?? {
    key,
    label: nextLabel(book.groups),
    rule: textOf(rule),
    live: {},
    settled: null,
    pushedOut: [],
  };
  const known = group.live[place];
  const isSame = known === undefined || known.instance === told.instance || rule.isSticky !== true;
  const verdict = isSame ? told : { ...continueVerdict(known, told), instance: known.instance };
  const isSettled = known === undefined && book.index.get(subject)?.includes(key) === true && !hasLive(group, subject);
  if (isSettled || (known !== undefined && JSON.stringify(known) === JSON.stringify(verdict))) return;
  const filed = capLive({ ...group, live: { ...group.live, [place]: verdict } });
  put(book, rule.isSticky === true ? settlePlaces(filed, listPlaces(filed, subject).slice(0, -MAX_INSTANCES)) : filed);
  addToIndex(book.index, subject, filed.key);
}

const textOf = ({ id, title, category, remediation, references }: Rule): RuleText => ({
  id,
  title,
  category,
  remediation,
  references,
});

const hasLive = (group: FindingGroup, subject: string): boolean =>
  Object.keys(group.live).some((place) => subjectOf(place) === subject);

function addToIndex(index: VerdictIndex, subject: string, key: string): void {
  index.set(subject, appendCapped(index.get(subject) ?? [], key, Number.POSITIVE_INFINITY));
}

function removeFromIndex(index: VerdictIndex, subject: string, key: string): void {
  const left = index.get(subject)?.filter((other) => other !== key) ?? [];
  if (left.length === 0) index.delete(subject);
  else index.set(subject, left);
}

/** Takes back a subject's verdicts in one group: all of them, or the one at `place`. */
function withdraw(book: Book, subject: string, key: string, place: string | null): void {
  const known = book.groups.get(key);
  if (known === undefined) return;
  const group = place === null ? takeBack(known, (other) => other === subject) : known;
  const isMine = (entry: string): boolean => (place === null ? subjectOf(entry) === subject : entry === place);
  const live = Object.fromEntries(Object.entries(group.live).filter(([entry]) => !isMine(entry)));
  const isLeft = Object.keys(live).some((entry) => subjectOf(entry) === subject);
  if (!isLeft) removeFromIndex(book.index, subject, key);
  if (Object.keys(live).length === 0 && group.settled === null) {
    book.groups.delete(key);
    book.changed.set(key, null);
  } else put(book, { ...group, live });
}

function settle(book: Book, subject: string, key: string): void {
  const group = book.groups.get(key);
  if (group !== undefined) put(book, settleSubject(group, subject));
}

/** Deleted first, so that both maps keep the order of last change, as the engine's do: that of an archive's entries. */
function put(book: Book, group: FindingGroup): void {
  book.groups.delete(group.key);
  book.changed.delete(group.key);
  book.groups.set(group.key, group);
  book.changed.set(group.key, group);
}

function nextLabel(groups: ReadonlyMap<string, FindingGroup>): string {
  let last = 0;
  for (const { label } of groups.values()) last = Math.max(last, Number(label.slice(1)) || 0);
  return `F${last + 1}`;
}
