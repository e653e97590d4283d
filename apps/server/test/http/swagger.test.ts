import { expect, it } from 'vitest'
import { onEveryApp } from '#test/support/app.ts'
import { faultsOfOpenApi } from '#test/support/openapi.ts'

onEveryApp('the API description', (world) => {
  const document = async () =>
    (await world.anonymous.get('/swagger/doc.json')).json<{ paths: Record<string, Record<string, object>> }>()

  it('is valid OpenAPI 3.0', async () => {
    expect(faultsOfOpenApi(await document())).toEqual([])
  })

  it('describes every endpoint that is bound', async () => {
    const { paths } = await document()
    const described = Object.entries(paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    )
    for (const { method, path } of world.app.door.bound) {
      expect(described).toContain(`${method} ${path.replace(/:(\w+)/g, '{$1}').replace('*', '{rest}')}`)
    }
  })

  it('is shown by a page with its own policy, from this machine alone', async () => {
    expect((await world.anonymous.get('/swagger')).headers.location).toBe('/swagger/')
    const page = await world.anonymous.get('/swagger/', { headers: { origin: 'https://elsewhere.test' } })
    expect(page.headers['content-security-policy']).toContain("'unsafe-inline'")
    expect(page.headers.vary).toContain('Origin')
    expect(page.body).not.toMatch(/https?:/)
    for (const [, file] of page.body.matchAll(/(?:src|href)="([^"]+)"/g)) {
      expect((await world.anonymous.get(`/swagger/${file}`)).statusCode).toBe(200)
    }
  })
})

onEveryApp('metrics', (world) => {
  it('count requests by pattern and jobs by state', async () => {
    await world.admin.delete('/api/api-keys/some-id')
    const { body, headers } = await world.anonymous.get('/metrics')
    expect(headers['content-type']).toContain('text/plain')
    expect(body).toContain(
      'colophon_http_request_duration_seconds_count{method="DELETE",route="/api/api-keys/:keyId",status="404"} 1',
    )
    expect(body).toContain('process_resident_memory_bytes')
    expect(body).not.toContain('some-id')
  })
})
