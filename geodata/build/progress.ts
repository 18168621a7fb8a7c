/** Where a build says what it is doing; the command line prints it. */
export interface BuildProgress {
  /** Begins a step and ends the one before it. */
  step(title: string): void;
  /** Says how far the running step is. */
  detail(text: string): void;
}
