/**
 * Lets only the answer to the newest question through: a slow answer to an earlier one is dropped. Every panel that
 * reads documents of its own keeps one of these.
 */
export function latestOnly(): <Answer>(
  question: Promise<Answer>,
  use: (answer: Answer) => void,
  fail: (error: unknown) => void,
) => void {
  let asked = 0;
  return (question, use, fail) => {
    asked += 1;
    const turn = asked;
    question.then(
      (answer) => {
        if (turn === asked) use(answer);
      },
      (error: unknown) => {
        if (turn === asked) fail(error);
      },
    );
  };
}
