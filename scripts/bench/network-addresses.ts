export async function compareGazetteers(): Promise<void> {}
