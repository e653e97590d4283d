/** Reporter for `node --test`: one line of JSON for each test that ended. */
export default async function* testEvents(source) {
  for await (const { type, data } of source) {
    if (type !== 'test:pass' && type !== 'test:fail') continue
    if (data.details?.type === 'suite') continue
    const error = data.details?.error
    yield `${JSON.stringify({
      name: data.name,
      isPassed: type === 'test:pass',
      isSkipped: Boolean(data.skip || data.todo),
      error: error && String(error.cause?.message ?? error.cause ?? error.message),
    })}\n`
  }
}
