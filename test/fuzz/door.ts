// A door of the program through which others' data comes in, as the fuzzer knocks at it.
import type fc from 'fast-check';

export type Door<Input> = {
  readonly name: string;
  readonly inputs: fc.Arbitrary<Input>;
  /** Inputs that hold a text of the corpus in each place where the door takes text. */
  readonly place: (text: string) => readonly Input[];
  /** A fresh program behind the door. `take` throws where the program does. */
  readonly open: () => Opened<Input>;
};

export type Opened<Input> = {
  readonly take: (input: Input) => void;
  /** What is over its bound after all that was taken; empty when everything is as it should be. */
  readonly listExcesses: () => readonly string[];
};

/** Hides what the inputs are from whoever only runs them. */
export type AnyDoor = {
  readonly name: string;
  readonly use: <Result>(use: <Input>(door: Door<Input>) => Result) => Result;
};

export const hideInput = <Input>(door: Door<Input>): AnyDoor => ({ name: door.name, use: (use) => use(door) });
