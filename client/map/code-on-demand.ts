/**
 * Code that is fetched when it is first asked for. Until it is there the answer is null, and `ready` is called once it
 * is, so that whoever asked can ask again.
 */
export function codeOnDemand<Module>(
  load: () => Promise<Module>,
  ready: () => void,
  fail: (error: unknown) => void,
): () => Module | null {
  let code: Module | null = null;
  let loading = false;
  return () => {
    if (code === null && !loading) {
      loading = true;
      load()
        .then((loaded) => (code = loaded))
        .finally(() => (loading = false))
        .then(ready, fail);
    }
    return code;
  };
}
